using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary><c>Cross</c>: the vector products of vectors of three along the last dimension.</summary>
internal sealed class CrossKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        if (!left.Shape.SequenceEqual(right.Shape) || left.Rank == 0 || left.Shape[^1] != 3)
            throw KernelContext.Error($"both inputs must have one shape that ends with 3, not {left.ToShape()} and {right.ToShape()}");
        ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
        Span<T> result = context.Allocate<T>(0, left.Shape);
        for (int i = 0; i < result.Length; i += 3)
        {
            result[i] = (a[i + 1] * b[i + 2]) - (a[i + 2] * b[i + 1]);
            result[i + 1] = (a[i + 2] * b[i]) - (a[i] * b[i + 2]);
            result[i + 2] = (a[i] * b[i + 1]) - (a[i + 1] * b[i]);
        }
    }
}
