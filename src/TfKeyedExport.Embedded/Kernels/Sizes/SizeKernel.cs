using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sizes;

/// <summary>One size of a tensor; see <c>DimensionFusion</c>.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
internal sealed class SizeKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context) =>
        context.Allocate<T>(0, [])[0] = T.CreateTruncating(Of(context.Input(0), context.Span<int>(1)[0]));

    /// <summary>The size of one dimension.</summary>
    public static long Of(Value tensor, int dimension) => dimension < tensor.Rank
        ? tensor.Shape[dimension]
        : throw KernelContext.Error($"slice index {dimension} of dimension 0 out of bounds: the shape has {tensor.Rank} sizes");
}
