using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>LinSpace</c>: numbers at equal distances, both ends included.</summary>
internal sealed class LinSpaceKernel<T> : Kernel
    where T : unmanaged, IFloatingPoint<T>
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Count != 1 || context.Input(1).Count != 1 || context.Input(2).Count != 1)
            throw KernelContext.Error("both ends and the number of values must be scalars");
        T start = context.Span<T>(0)[0], stop = context.Span<T>(1)[0];
        long count = context.Integer(2);
        if (count <= 0)
            throw KernelContext.Error($"{count} numbers are asked for; there must be at least one");
        Span<T> result = context.Allocate<T>(0, count);
        T step = count > 1 ? (stop - start) / T.CreateTruncating(count - 1) : T.Zero;
        // The ends are exact, also beside one that is infinite.
        result[0] = start;
        for (int i = 1; i < result.Length; i++)
            result[i] = start + (step * T.CreateTruncating(i));
        if (count > 1)
            result[^1] = stop;
    }
}
