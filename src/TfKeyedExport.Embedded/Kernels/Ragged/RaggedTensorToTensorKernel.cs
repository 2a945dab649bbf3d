using TfKeyedExport.Embedded.Kernels.Sparse;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>A dense tensor with the rows of a ragged one, cut off or padded with a default value.</summary>
internal sealed class RaggedTensorToTensorKernel : Kernel
{
    private const int FirstPartition = 3;
    private readonly RowPartitionKind[] _partitions;
    private readonly bool _hasFirstSize;

    public RaggedTensorToTensorKernel(KernelRequest request)
    {
        _partitions = [.. request.Attributes.Texts("row_partition_types").Select(kind => kind switch
        {
            "FIRST_DIM_SIZE" => RowPartitionKind.FirstSize,
            "VALUE_ROWIDS" => RowPartitionKind.RowIds,
            "ROW_SPLITS" => RowPartitionKind.Splits,
            _ => throw request.Unsupported($"the row partition {kind} is not supported"),
        })];
        if (_partitions.Length == 0 || _partitions.Length != request.InputCount - FirstPartition)
            throw request.Unsupported($"{_partitions.Length} row partition types do not go with {request.InputCount - FirstPartition} partitions");
        _hasFirstSize = _partitions[0] == RowPartitionKind.FirstSize;
        if (!_hasFirstSize && _partitions[0] == RowPartitionKind.RowIds)
            throw request.Unsupported("Cannot handle VALUE_ROWIDS in first dimension.");
    }

    private int RaggedRank => _partitions.Length - (_hasFirstSize ? 1 : 0);

    public override void Run(KernelContext context)
    {
        Value values = context.Input(1), fallback = context.Input(2);
        if (values.Rank < 1)
            throw context.ShapeError(1, "values must be at least a vector");
        CheckDefault(values, fallback);
        int rank = RaggedRank + values.Rank;
        if (rank > Value.MaxRank)
            throw KernelContext.Error($"the result would have {rank} dimensions");
        Span<long> shape = stackalloc long[rank];
        Shape(context, values, shape);
        long slices = 1;
        for (int d = 0; d <= RaggedRank; d++)
            slices *= shape[d];
        using var sources = new Scratch<int>(context, checked((int)slices));
        sources.Span.Fill(-1);
        Place(context, values.Dim(0), shape, sources.Span);
        Write(context, values, fallback, shape, sources.Span);
    }

    private static void CheckDefault(Value values, Value fallback)
    {
        bool fits = fallback.Rank < values.Rank;
        for (int d = 1; fits && d <= fallback.Rank; d++)
            fits = fallback.Dim(fallback.Rank - d) == 1 || fallback.Dim(fallback.Rank - d) == values.Dim(values.Rank - d);
        if (!fits)
            throw KernelContext.Error($"the default of shape {fallback.ToShape()} does not go with values of shape {values.ToShape()}");
    }

    /// <summary>The result's sizes: those asked for; where any will do, those of the data.</summary>
    private void Shape(KernelContext context, Value values, Span<long> shape)
    {
        Value asked = context.Input(0);
        bool any = asked.Rank == 0;
        if (any && context.Integer(0) != -1)
            throw KernelContext.Error("the shape must be a vector, or the scalar -1");
        if (!any && (asked.Rank != 1 || asked.Count != shape.Length))
            throw KernelContext.Error($"the shape has {asked.Count} sizes, the ragged tensor {shape.Length} dimensions");
        for (int d = 0; d < shape.Length; d++)
        {
            long size = any ? -1 : context.Integer(0, d);
            if (size < -1)
                throw KernelContext.Error($"size {d} of the shape is {size}");
            long own = d == 0 ? FirstSize(context) : d <= RaggedRank ? -1 : values.Dim(d - RaggedRank);
            if (d > RaggedRank && size >= 0 && size != own)
                throw KernelContext.Error($"size {d} of the shape is {size}, that of the values {own}");
            shape[d] = size >= 0 ? size : own >= 0 ? own : Partition(context, d - 1).Longest();
        }
    }

    private long FirstSize(KernelContext context)
    {
        long size = _hasFirstSize ? context.Integer(FirstPartition) : context.Input(FirstPartition).Count - 1;
        return size >= 0 ? size : throw KernelContext.Error("the first partition has no rows");
    }

    private RowPartition Partition(KernelContext context, int ragged)
    {
        int index = ragged + (_hasFirstSize ? 1 : 0);
        return new RowPartition(context, FirstPartition + index, _partitions[index]);
    }

    private void Place(KernelContext context, int count, ReadOnlySpan<long> shape, Span<int> sources)
    {
        int rows = checked((int)FirstSize(context));
        int most = Math.Max(rows, count);
        for (int d = 0; d < RaggedRank; d++)
            most = Math.Max(most, Partition(context, d).ValueCount);
        using var first = new Scratch<int>(context, most);
        using var second = new Scratch<int>(context, most);
        Span<int> parents = first.Span, places = second.Span;
        for (int row = 0; row < rows; row++)
            parents[row] = row < shape[0] ? row : -1;
        for (int d = 0; d < RaggedRank; d++)
        {
            RowPartition partition = Partition(context, d);
            partition.Place(parents[..rows], (int)shape[d + 1], places);
            rows = partition.ValueCount;
            Span<int> spare = parents;
            parents = places;
            places = spare;
        }
        if (rows != count)
            throw KernelContext.Error($"the partitions are for {rows} values, but there are {count}");
        for (int i = 0; i < count; i++)
        {
            if (parents[i] >= 0)
                sources[parents[i]] = i;
        }
    }

    private static void Write(KernelContext context, Value values, Value fallback, ReadOnlySpan<long> shape, ReadOnlySpan<int> sources)
    {
        int inner = values.Dim(0) == 0 ? 1 : values.Count / values.Dim(0);
        for (int d = 1; d < values.Rank && values.Dim(0) == 0; d++)
            inner *= values.Dim(d);
        Span<long> innerShape = stackalloc long[values.Rank - 1];
        values.Shape[1..].CopyTo(innerShape);
        Span<int> strides = stackalloc int[Value.MaxRank];
        Elementwise.Broadcast.Strides(fallback.Shape, innerShape.Length, strides);
        var target = new ElementMover(context, 0, shape);
        int at = 0;
        foreach (int source in sources)
        {
            for (int i = 0; i < inner; i++)
            {
                if (source >= 0)
                    target.Put(at++, values, (source * inner) + i);
                else
                    target.Put(at++, fallback, fallback.Count == 1 ? 0 : Offset(i, innerShape, strides));
            }
        }
    }

    private static int Offset(int index, ReadOnlySpan<long> shape, ReadOnlySpan<int> strides)
    {
        int offset = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            offset += (int)(index % shape[d]) * strides[d];
            index = (int)(index / shape[d]);
        }
        return offset;
    }
}
