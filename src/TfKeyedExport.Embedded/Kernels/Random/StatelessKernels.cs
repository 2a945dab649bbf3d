using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers that depend on a seed given as an input, and on nothing else.</summary>
internal sealed class StatelessKernel(Distribution distribution) : Kernel
{
    public override void Run(KernelContext context) => RandomFill.Run(context, 0, 2, distribution, Generator(context, 1));

    /// <summary>The generator that a seed given as an input stands for.</summary>
    public static Philox Generator(KernelContext context, int seedInput)
    {
        if (context.Input(seedInput).Count != 2)
            throw context.ShapeError(seedInput, "a seed is two integers");
        (ulong key, ulong low, ulong high) = Philox.Scramble((ulong)context.Integer(seedInput, 0), (ulong)context.Integer(seedInput, 1));
        return new Philox(key, low, high);
    }
}

/// <summary>The generators' algorithms, by their numbers in TensorFlow.</summary>
internal static class Algorithms
{
    /// <summary>Philox, the one that there is.</summary>
    public const int Philox = 1;

    private const int Any = 3;

    /// <summary>Refuses an input that asks for another algorithm.</summary>
    public static void Require(KernelContext context, int input)
    {
        if (context.Integer(input) is not (Philox or Any))
            throw KernelContext.Error($"the generator {context.Integer(input)} is not supported; 1 (Philox) is");
    }
}

/// <summary>Random numbers that depend on a key and a counter given as inputs.</summary>
internal sealed class KeyedKernel(Distribution distribution) : Kernel
{
    public override void Run(KernelContext context) => RandomFill.Run(context, 0, 4, distribution, Generator(context));

    /// <summary>The generator of the key, the counter and the algorithm of inputs 1, 2 and 3.</summary>
    public static Philox Generator(KernelContext context)
    {
        if (context.Input(1).Count != 1 || context.Input(2).Count < 2)
            throw KernelContext.Error("a key is one number and a counter two");
        Algorithms.Require(context, 3);
        ReadOnlySpan<ulong> counter = context.Span<ulong>(2);
        return new Philox(context.Input(1).Scalar<ulong>(), counter[0], counter[1]);
    }
}

/// <summary><c>StatelessRandomGetKeyCounter</c> and <c>StatelessRandomGetKeyCounterAlg</c>: what the generator makes of a seed.</summary>
internal sealed class KeyCounterKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Count != 2)
            throw context.ShapeError(0, "a seed is two integers");
        (ulong key, ulong low, ulong high) = Philox.Scramble((ulong)context.Integer(0, 0), (ulong)context.Integer(0, 1));
        context.Allocate<ulong>(0, 1)[0] = key;
        Span<ulong> counter = context.Allocate<ulong>(1, 2);
        counter[0] = low;
        counter[1] = high;
        if (context.OutputCount > 2)
            context.Allocate<int>(2)[0] = Algorithms.Philox;
    }
}

/// <summary><c>StatelessRandomGetAlg</c>: the generator that there is, Philox.</summary>
internal sealed class AlgorithmKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<int>(0)[0] = Algorithms.Philox;
}
