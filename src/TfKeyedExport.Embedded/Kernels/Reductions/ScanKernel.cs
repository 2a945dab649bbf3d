using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>Running totals along an axis: <c>Cumsum</c>, <c>Cumprod</c>.</summary>
internal sealed class ScanKernel<T, TReduction>(KernelRequest request) : Kernel
    where T : unmanaged
    where TReduction : IReduction<T>
{
    private readonly bool _exclusive = request.Attributes.Bool("exclusive", false);
    private readonly bool _reverse = request.Attributes.Bool("reverse", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        long axis = context.Integer(1);
        if (axis < -input.Rank || axis >= input.Rank)
            throw KernelContext.Error($"the axis {axis} lies outside {input.ToShape()}");
        int d = (int)(axis < 0 ? axis + input.Rank : axis);
        int size = input.Dim(d), inner = 1;
        for (int i = d + 1; i < input.Rank; i++)
            inner *= input.Dim(i);
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
                T total = TReduction.Identity;
                for (int k = 0; k < size; k++, at += step)
                {
                    T next = TReduction.Combine(total, values[at]);
                    result[at] = _exclusive ? total : next;
                    total = next;
                }
            }
        }
    }
}
