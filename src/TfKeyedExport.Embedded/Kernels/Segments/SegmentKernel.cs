using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Segments;

/// <summary>How the rows of a segment become one.</summary>
internal enum SegmentReduction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean; whole numbers are divided towards zero.</summary>
    Mean,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,
}

/// <summary>Reduces rows by segments: sorted (<c>SegmentSum</c>, ...) or in any order (<c>UnsortedSegmentSum</c>, ...).</summary>
internal sealed class SegmentKernel<T> : Kernel
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly SegmentReduction _reduction;
    private readonly bool _unsorted;
    private readonly bool _hasCount;
    private readonly T _empty;
    private readonly T _start;

    public SegmentKernel(KernelRequest request, SegmentReduction reduction)
    {
        _reduction = reduction;
        _unsorted = request.OperationName.StartsWith("Unsorted", StringComparison.Ordinal);
        _hasCount = request.InputCount == 3;
        _start = reduction switch
        {
            SegmentReduction.Prod => T.One,
            SegmentReduction.Min => T.MaxValue,
            SegmentReduction.Max => T.MinValue,
            _ => T.Zero,
        };
        // Sorted minimum and maximum leave zeros where a segment has no rows.
        _empty = _hasCount || reduction == SegmentReduction.Prod ? _start : T.Zero;
    }

    public override void Run(KernelContext context)
    {
        Value data = context.Input(0), segments = context.Input(1);
        CheckShapes(context, data, segments);
        int rows = segments.Count;
        int count = Segments(context, rows);
        int kept = _unsorted ? segments.Rank : 1;
        Span<long> shape = stackalloc long[1 + data.Rank - kept];
        shape[0] = count;
        data.Shape[kept..].CopyTo(shape[1..]);
        int width = 1;
        for (int d = kept; d < data.Rank; d++)
            width *= data.Dim(d);
        Span<T> result = context.Allocate<T>(0, shape);
        result.Fill(_start);
        using var sizes = new Scratch<int>(context, count);
        sizes.Span.Clear();
        ReadOnlySpan<T> values = data.Span<T>();
        long previous = 0;
        // As in TensorFlow, nobody looks at the segments of rows without elements, unless they must be sorted.
        if (_unsorted && values.IsEmpty)
            rows = 0;
        for (int row = 0; row < rows; row++)
        {
            long segment = context.Integer(1, row);
            if (segment < 0 && _unsorted)
                continue;
            if (!_unsorted && segment < previous)
                throw KernelContext.Error(segment < 0 ? "segment ids must be >= 0" : "segment ids are not increasing");
            if (segment >= count)
                throw KernelContext.Error($"segment_ids[{row}] = {segment} is out of range [0, {count})");
            previous = segment;
            Join(result.Slice((int)segment * width, width), values.Slice(row * width, width), sizes.Span[(int)segment]++);
        }
        Finish(result, sizes.Span, width);
    }

    private void CheckShapes(KernelContext context, Value data, Value segments)
    {
        if (_unsorted)
        {
            if (segments.Rank > data.Rank || !data.Shape[..segments.Rank].SequenceEqual(segments.Shape))
                throw KernelContext.Error($"data.shape = {data.ToShape()} does not start with segment_ids.shape = {segments.ToShape()}");
            return;
        }
        if (segments.Rank != 1)
            throw context.ShapeError(1, "segment_ids should be a vector");
        if (data.Rank < 1 || data.Dim(0) != segments.Count)
            throw KernelContext.Error("segment_ids should be the same size as dimension 0 of input");
    }

    private int Segments(KernelContext context, int rows)
    {
        if (!_hasCount)
            return rows == 0 ? 0 : checked((int)(Math.Max(-1, context.Integer(1, rows - 1)) + 1));
        if (context.Input(2).Count != 1)
            throw context.ShapeError(2, "num_segments should be a scalar");
        long count = context.Integer(2);
        return count >= 0 ? checked((int)count) : throw KernelContext.Error("num_segments must be at least 0");
    }

    private void Join(Span<T> target, ReadOnlySpan<T> row, int before)
    {
        if (_reduction is SegmentReduction.Min or SegmentReduction.Max)
        {
            if (_unsorted)
                SegmentExtremes<T>.JoinLast(target, row, _reduction == SegmentReduction.Max);
            else
                SegmentExtremes<T>.JoinSorted(target, row, _reduction == SegmentReduction.Max, before);
            return;
        }
        for (int i = 0; i < row.Length; i++)
            target[i] = _reduction == SegmentReduction.Prod ? target[i] * row[i] : target[i] + row[i];
    }

    private void Finish(Span<T> result, ReadOnlySpan<int> sizes, int width)
    {
        for (int segment = 0; segment < sizes.Length; segment++)
        {
            Span<T> target = result.Slice(segment * width, width);
            if (sizes[segment] == 0)
            {
                target.Fill(_empty);
            }
            else if (_reduction == SegmentReduction.Mean)
            {
                T size = T.CreateTruncating(sizes[segment]);
                for (int i = 0; i < width; i++)
                    target[i] /= size;
            }
        }
    }
}

/// <summary>Choosing segment kernels by the element type.</summary>
internal static class SegmentKernels
{
    public static Kernel Sum(KernelRequest request) => Reduce(request, SegmentReduction.Sum);

    public static Kernel Mean(KernelRequest request) => Reduce(request, SegmentReduction.Mean);

    public static Kernel Prod(KernelRequest request) => Reduce(request, SegmentReduction.Prod);

    public static Kernel Min(KernelRequest request) => Reduce(request, SegmentReduction.Min);

    public static Kernel Max(KernelRequest request) => Reduce(request, SegmentReduction.Max);

    public static KernelFactory Sparse(SegmentCombiner combiner) => r => r.InputType(0) == Tensors.DataType.Double
        ? new SparseSegmentKernel<double>(r, combiner)
        : new SparseSegmentKernel<float>(r, combiner);

    private static Kernel Reduce(KernelRequest request, SegmentReduction reduction) =>
        NumberTypes.Make(new Maker(reduction), request, request.InputType(0));

    private readonly struct Maker(SegmentReduction reduction) : INumberKernel
    {
        private readonly SegmentReduction _reduction = reduction;

        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SegmentKernel<T>(request, _reduction);
    }
}
