using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary>Where each value would stand in a sorted row: before its equals (<c>LowerBound</c>) or behind them (<c>UpperBound</c>).</summary>
internal sealed class BoundKernel<T>(bool upper) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        Value sorted = context.Input(0), values = context.Input(1);
        if (sorted.Rank != 2)
            throw context.ShapeError(0, "sorted_inputs must be a matrix");
        if (values.Rank != 2)
            throw context.ShapeError(1, "values must be a matrix");
        if (sorted.Dim(0) != values.Dim(0))
            throw KernelContext.Error("Leading dim_size of both tensors must match.");
        int width = sorted.Dim(1), perRow = values.Dim(1);
        if (context.OutputType(0) == DataType.Int32)
            Search(sorted.Span<T>(), values.Span<T>(), width, perRow, context.Allocate<int>(0, values.Shape));
        else
            Search(sorted.Span<T>(), values.Span<T>(), width, perRow, context.Allocate<long>(0, values.Shape));
    }

    private void Search<TIndex>(ReadOnlySpan<T> sorted, ReadOnlySpan<T> values, int width, int perRow, Span<TIndex> result)
        where TIndex : unmanaged, INumber<TIndex>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = TIndex.CreateTruncating(Bound(sorted.Slice(i / perRow * width, width), values[i]));
    }

    private int Bound(ReadOnlySpan<T> sorted, T value)
    {
        int low = 0, count = sorted.Length;
        while (count > 0)
        {
            int half = count >> 1;
            T middle = sorted[low + half];
            bool beyond = upper ? !(value < middle) : middle < value;
            low = beyond ? low + half + 1 : low;
            count = beyond ? count - half - 1 : half;
        }
        return low;
    }
}

/// <summary>Choosing bound kernels by the element type.</summary>
internal static class BoundKernels
{
    public static Kernel Lower(KernelRequest request) => NumberTypes.Make(new Maker(false), request, request.InputType(0));

    public static Kernel Upper(KernelRequest request) => NumberTypes.Make(new Maker(true), request, request.InputType(0));

    private readonly struct Maker(bool upper) : INumberKernel
    {
        private readonly bool _upper = upper;

        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new BoundKernel<T>(_upper);
    }
}
