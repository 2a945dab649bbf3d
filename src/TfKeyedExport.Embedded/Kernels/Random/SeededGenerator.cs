using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TfKeyedExport.Embedded.Numerics.Random;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>The generator that a node keeps from call to call: seeded by its attributes, or by chance if both are zero.</summary>
internal sealed class SeededGenerator
{
    /// <summary>What TensorFlow sets aside for one element that is drawn, in steps of the generator.</summary>
    public const ulong StepsPerElement = 256;

    private readonly Lock _lock = new();
    private Philox _generator;

    public SeededGenerator(KernelRequest request)
    {
        ulong seed = (ulong)request.Attributes.Int("seed", 0), seed2 = (ulong)request.Attributes.Int("seed2", 0);
        if (seed == 0 && seed2 == 0)
        {
            Span<ulong> chance = stackalloc ulong[2];
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(chance));
            (seed, seed2) = (chance[0], chance[1]);
        }
        _generator = new Philox(seed, 0, seed2);
    }

    /// <summary>The generator where it stands; the next call goes on so many steps later, where this one can have got to at most.</summary>
    public Philox Reserve(ulong steps)
    {
        lock (_lock)
        {
            Philox own = _generator;
            _generator.Skip(steps);
            return own;
        }
    }
}
