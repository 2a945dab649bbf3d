using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Segments;

/// <summary>What is done with the rows of a segment.</summary>
internal enum SegmentCombiner
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum over the square root of their number.</summary>
    SqrtN,
}

/// <summary>Combines chosen rows by segments: <c>SparseSegmentSum</c>, <c>-Mean</c>, <c>-SqrtN</c>, with or without a number of segments.</summary>
internal sealed class SparseSegmentKernel<T> : Kernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // TensorFlow multiplies by the reciprocal if a segment has fewer rows than this, and divides at the end otherwise.
    private const int DividedAtOnce = 10;
    private const int AddedTogether = 8;

    private readonly SegmentCombiner _combiner;
    private readonly bool _hasCount;

    public SparseSegmentKernel(KernelRequest request, SegmentCombiner combiner)
    {
        _combiner = combiner;
        _hasCount = request.InputCount == 4;
    }

    public override void Run(KernelContext context)
    {
        Value data = context.Input(0), indices = context.Input(1), segments = context.Input(2);
        if (data.Rank < 1)
            throw context.ShapeError(0, "it must be at least a vector");
        if (indices.Rank != 1)
            throw context.ShapeError(1, "indices must be a vector");
        if (segments.Rank != 1)
            throw context.ShapeError(2, "segment_ids must be a vector");
        if (indices.Count != segments.Count)
            throw KernelContext.Error("segment_ids and indices should have same size");
        int count = Segments(context, indices.Count);
        Span<long> shape = stackalloc long[data.Rank];
        data.Shape.CopyTo(shape);
        shape[0] = count;
        Span<T> result = context.Allocate<T>(0, shape);
        int width = 1;
        for (int d = 1; d < data.Rank; d++)
            width *= data.Dim(d);
        int next = 0;
        for (int start = 0; start < indices.Count;)
        {
            int segment = Segment(context, start, next, count);
            int end = start + 1;
            while (end < indices.Count && context.Integer(2, end) == segment)
                end++;
            result[(next * width)..(segment * width)].Clear();
            Combine(context, data, start, end, width, result.Slice(segment * width, width));
            next = segment + 1;
            start = end;
        }
        result[(next * width)..].Clear();
    }

    private int Segments(KernelContext context, int rows)
    {
        if (!_hasCount)
            return rows == 0 ? 0 : checked((int)(Math.Max(-1, context.Integer(2, rows - 1)) + 1));
        if (context.Input(3).Count != 1)
            throw context.ShapeError(3, "num_segments should be a scalar");
        long count = context.Integer(3);
        if (count < 0)
            throw KernelContext.Error("segment ids must be >= 0");
        if (rows > 0 && context.Integer(2, rows - 1) >= count)
            throw KernelContext.Error($"segment id {context.Integer(2, rows - 1)} is out of range: there are {count} segments");
        return checked((int)count);
    }

    private static int Segment(KernelContext context, int row, int next, int count)
    {
        long segment = context.Integer(2, row);
        if (segment < next)
            throw KernelContext.Error(segment < 0 ? "segment ids must be >= 0" : "segment ids are not increasing");
        if (segment >= count)
            throw KernelContext.Error($"segment id {segment} out of range [0, {count}), possibly because segment_ids input is not sorted.");
        return (int)segment;
    }

    private void Combine(KernelContext context, Value data, int start, int end, int width, Span<T> target)
    {
        int rows = end - start;
        ReadOnlySpan<T> values = data.Span<T>();
        Row(context, data, start, width, values).CopyTo(target);
        int first = rows % AddedTogether;
        first = rows == 1 ? 1 : first < 2 ? first + AddedTogether : first;
        for (int i = 1; i < first; i++)
            Add(target, Row(context, data, start + i, width, values));
        if (_combiner != SegmentCombiner.Sum && rows > 1 && rows < DividedAtOnce)
            Scale(target, T.One / Divisor(rows));
        Rest(context, data, start + first, end, width, target);
        if (_combiner != SegmentCombiner.Sum && rows >= DividedAtOnce)
            Divide(target, rows);
    }

    // The rows after the first ones are added up by eights before they join the sum.
    private static void Rest(KernelContext context, Value data, int start, int end, int width, Span<T> target)
    {
        ReadOnlySpan<T> values = data.Span<T>();
        for (int group = start; group < end; group += AddedTogether)
        {
            for (int i = 0; i < AddedTogether; i++)
                Row(context, data, group + i, width, values);
            for (int column = 0; column < width; column++)
            {
                T sum = Element(context, group, width, column, values);
                for (int i = 1; i < AddedTogether; i++)
                    sum += Element(context, group + i, width, column, values);
                target[column] += sum;
            }
        }
    }

    private static T Element(KernelContext context, int row, int width, int column, ReadOnlySpan<T> values) =>
        values[((int)context.Integer(1, row) * width) + column];

    private static ReadOnlySpan<T> Row(KernelContext context, Value data, int row, int width, ReadOnlySpan<T> values)
    {
        long index = context.Integer(1, row);
        if ((ulong)index >= (ulong)data.Dim(0))
            throw KernelContext.Error($"Index {index} at offset {row} in indices is out of range: the data have {data.Dim(0)} rows");
        return values.Slice((int)index * width, width);
    }

    private static void Add(Span<T> target, ReadOnlySpan<T> row)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] += row[i];
    }

    private T Divisor(int rows) => _combiner == SegmentCombiner.Mean ? T.CreateTruncating(rows) : T.Sqrt(T.CreateTruncating(rows));

    private void Divide(Span<T> target, int rows)
    {
        T divisor = Divisor(rows);
        for (int i = 0; i < target.Length; i++)
            target[i] /= divisor;
    }

    private static void Scale(Span<T> target, T factor)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] *= factor;
    }
}
