using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers that depend on a seed given as an input, and on nothing else.</summary>
internal sealed class StatelessKernel(Distribution distribution) : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(1).Count != 2)
            throw context.ShapeError(1, "a seed is two integers");
        (ulong key, ulong low, ulong high) = Philox.Scramble((ulong)context.Integer(1, 0), (ulong)context.Integer(1, 1));
        RandomFill.Run(context, 0, 2, distribution, new Philox(key, low, high));
    }
}

/// <summary>Random numbers that depend on a key and a counter given as inputs.</summary>
internal sealed class KeyedKernel(Distribution distribution) : Kernel
{
    private const int PhiloxAlgorithm = 1, AnyAlgorithm = 3;

    public override void Run(KernelContext context)
    {
        if (context.Input(1).Count != 1 || context.Input(2).Count < 2)
            throw KernelContext.Error("a key is one number and a counter two");
        if (context.Integer(3) is not (PhiloxAlgorithm or AnyAlgorithm))
            throw KernelContext.Error($"the generator {context.Integer(3)} is not supported; 1 (Philox) is");
        ReadOnlySpan<ulong> counter = context.Span<ulong>(2);
        RandomFill.Run(context, 0, 4, distribution, new Philox(context.Input(1).Scalar<ulong>(), counter[0], counter[1]));
    }
}

/// <summary><c>StatelessRandomGetKeyCounter</c>: what the generator makes of a seed.</summary>
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
    }
}

/// <summary><c>StatelessRandomGetAlg</c>: the generator that there is, Philox.</summary>
internal sealed class AlgorithmKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<int>(0)[0] = 1;
}
