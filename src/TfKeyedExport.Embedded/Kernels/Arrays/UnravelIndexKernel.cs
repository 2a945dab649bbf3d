using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Flat indices as indices of each dimension.</summary>
internal sealed class UnravelIndexKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0), sizes = context.Input(1);
        if (sizes.Rank != 1)
            throw context.ShapeError(1, "the sizes must be a vector");
        if (indices.Rank > 1 || indices.Count == 0)
            throw context.ShapeError(0, "it must be a scalar or a vector, and not empty");
        ReadOnlySpan<T> flat = indices.Span<T>();
        long total = 1;
        for (int d = 0; d < sizes.Count; d++)
        {
            if (context.Integer(1, d) < 1)
                throw KernelContext.Error($"dimension {d} is {context.Integer(1, d)} long");
            total = checked(total * context.Integer(1, d));
        }
        Span<T> result = indices.Rank == 0 ? context.Allocate<T>(0, sizes.Count) : context.Allocate<T>(0, sizes.Count, indices.Count);
        for (int i = 0; i < flat.Length; i++)
        {
            long rest = long.CreateTruncating(flat[i]);
            if (rest < 0 || rest >= total)
                throw KernelContext.Error($"the index {rest} is not in [0, {total})");
            for (int d = sizes.Count - 1; d >= 0; d--)
            {
                (rest, long at) = Math.DivRem(rest, context.Integer(1, d));
                result[(d * flat.Length) + i] = T.CreateTruncating(at);
            }
        }
    }
}
