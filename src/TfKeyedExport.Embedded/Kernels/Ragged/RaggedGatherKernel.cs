using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Sparse;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>Rows of a ragged tensor, chosen by indices of any shape.</summary>
internal sealed class RaggedGatherKernel<TSplit>(KernelRequest request) : Kernel
    where TSplit : unmanaged, INumber<TSplit>
{
    private readonly int _splits = request.InputCount - 2;

    public override void Run(KernelContext context)
    {
        Value values = context.Input(_splits), indices = context.Input(_splits + 1);
        if (indices.Rank == 0)
            throw context.ShapeError(_splits + 1, "indices must be at least a vector");
        Check(context, values);
        int outer = indices.Rank - 1;
        if (context.OutputCount != outer + _splits + 1)
            throw KernelContext.Error($"the result has {outer + _splits} ragged dimensions, not OUTPUT_RAGGED_RANK");
        long rows = 1;
        for (int d = 0; d < outer; d++)
        {
            // Dimensions of the indices before the last come out as rows of one length.
            rows *= indices.Dim(d);
            Span<TSplit> uniform = context.Allocate<TSplit>(d, rows + 1);
            for (int i = 0; i < uniform.Length; i++)
                uniform[i] = TSplit.CreateChecked((long)i * indices.Dim(d + 1));
        }
        using var starts = new Scratch<int>(context, indices.Count + 1);
        using var ends = new Scratch<int>(context, indices.Count + 1);
        for (int i = 0; i < indices.Count; i++)
        {
            long index = context.Integer(_splits + 1, i);
            if ((ulong)index >= (ulong)(context.Input(0).Count - 1))
                throw KernelContext.Error($"indices[{i}] = {index} is not in [0, {context.Input(0).Count - 1})");
            (starts.Span[i], ends.Span[i]) = ((int)index, (int)index + 1);
        }
        int total = indices.Count;
        for (int d = 0; d < _splits; d++)
            total = Level(context, d, outer + d, total, starts.Span[..indices.Count], ends.Span[..indices.Count]);
        Values(context, values, outer + _splits, total, starts.Span[..indices.Count], ends.Span[..indices.Count]);
    }

    private void Check(KernelContext context, Value values)
    {
        if (values.Rank < 1)
            throw context.ShapeError(_splits, "values must be at least a vector");
        for (int d = 0; d < _splits; d++)
        {
            int held = new RowPartition(context, d, RowPartitionKind.Splits).ValueCount;
            int given = d == _splits - 1 ? values.Dim(0) : context.Input(d + 1).Count - 1;
            if (held > given)
                throw KernelContext.Error($"splits {d} end with {held}, but {given} rows or values follow");
        }
    }

    /// <summary>Writes the splits of one level and turns ranges of its rows into ranges of the next level's.</summary>
    /// <returns>The number of rows or values below.</returns>
    private static int Level(KernelContext context, int level, int output, int rows, Span<int> starts, Span<int> ends)
    {
        Span<TSplit> splits = context.Allocate<TSplit>(output, rows + 1);
        splits[0] = TSplit.Zero;
        long below = 0;
        int at = 1;
        for (int i = 0; i < starts.Length; i++)
        {
            for (int row = starts[i]; row < ends[i]; row++)
            {
                below += context.Integer(level, row + 1) - context.Integer(level, row);
                splits[at++] = TSplit.CreateChecked(below);
            }
            starts[i] = (int)context.Integer(level, starts[i]);
            ends[i] = (int)context.Integer(level, ends[i]);
        }
        return checked((int)below);
    }

    private static void Values(KernelContext context, Value values, int output, int total, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        Span<long> shape = stackalloc long[values.Rank];
        values.Shape.CopyTo(shape);
        shape[0] = total;
        int inner = 1;
        for (int d = 1; d < values.Rank; d++)
            inner *= values.Dim(d);
        var target = new ElementMover(context, output, shape);
        int at = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            for (int element = starts[i] * inner; element < ends[i] * inner; element++)
                target.Put(at++, values, element);
        }
    }
}
