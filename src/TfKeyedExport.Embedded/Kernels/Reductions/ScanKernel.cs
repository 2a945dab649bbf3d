using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>Running totals along an axis: <c>Cumsum</c>, <c>Cumprod</c>, <c>CumulativeLogsumexp</c>.</summary>
internal sealed class ScanKernel<T, TTotal>(KernelRequest request) : Kernel
    where T : unmanaged
    where TTotal : ITotal<T>
{
    private readonly bool _exclusive = request.Attributes.Bool("exclusive", false);
    private readonly bool _reverse = request.Attributes.Bool("reverse", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (context.Input(1).Count != 1)
            throw context.ShapeError(1, "the axis must be a scalar");
        int axis = Axes.Normalize(context.Integer(1), input.Rank), size = input.Dim(axis), inner = Axes.Product(input.Shape[(axis + 1)..]);
        ReadOnlySpan<T> values = input.Span<T>();
        Span<T> result = context.Allocate<T>(0, input.Shape);
        if (result.IsEmpty)
            return;
        int block = size * inner, step = _reverse ? -inner : inner;
        for (int start = 0; start < values.Length; start += block)
        {
            for (int i = 0; i < inner; i++)
            {
                int at = start + i + (_reverse ? block - inner : 0);
                T total = TTotal.Identity;
                for (int k = 0; k < size; k++, at += step)
                {
                    T next = TTotal.Combine(total, values[at]);
                    result[at] = _exclusive ? total : next;
                    total = next;
                }
            }
        }
    }
}
