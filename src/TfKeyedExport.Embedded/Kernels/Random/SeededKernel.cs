using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers of a generator that the node keeps: seeded by its attributes, or by chance if both are zero.</summary>
internal sealed class SeededKernel : Kernel
{
    // What one element may use of the generator, in steps: 256 numbers, four a step.
    private const ulong StepsPerElement = 64;

    private readonly Distribution _distribution;
    private readonly Lock _lock = new();
    private Philox _generator;

    public SeededKernel(KernelRequest request, Distribution distribution)
    {
        _distribution = distribution;
        ulong seed = (ulong)request.Attributes.Int("seed", 0), seed2 = (ulong)request.Attributes.Int("seed2", 0);
        if (seed == 0 && seed2 == 0)
        {
            Span<ulong> chance = stackalloc ulong[2];
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(chance));
            (seed, seed2) = (chance[0], chance[1]);
        }
        _generator = new Philox(seed, 0, seed2);
    }

    public override void Run(KernelContext context)
    {
        // The next call goes on where this one can have got to at most.
        ulong count = 1;
        Value sizes = context.Input(0);
        for (int i = 0; i < sizes.Count; i++)
            count *= (ulong)Math.Max(0, context.Integer(0, i));
        Philox own;
        lock (_lock)
        {
            own = _generator;
            _generator.Skip(count * StepsPerElement);
        }
        RandomFill.Run(context, 0, 1, _distribution, own);
    }
}
