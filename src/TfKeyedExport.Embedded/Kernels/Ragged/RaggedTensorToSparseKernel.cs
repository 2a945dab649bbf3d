using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>The elements of a ragged tensor as a sparse one.</summary>
internal sealed class RaggedTensorToSparseKernel(KernelRequest request) : Kernel
{
    private readonly int _raggedRank = request.InputCount - 1;

    public override void Run(KernelContext context)
    {
        Value values = context.Input(_raggedRank);
        if (values.Rank < 1)
            throw context.ShapeError(_raggedRank, "values must be at least a vector");
        CheckSplits(context, values);
        int rank = _raggedRank + values.Rank;
        int inner = 1;
        for (int d = 1; d < values.Rank; d++)
            inner *= values.Dim(d);
        Span<long> shape = context.Allocate<long>(2, rank);
        shape[0] = context.Input(0).Count - 1;
        for (int d = 0; d < _raggedRank; d++)
            shape[d + 1] = new RowPartition(context, d, RowPartitionKind.Splits).Longest();
        for (int d = 1; d < values.Rank; d++)
            shape[_raggedRank + d] = values.Dim(d);
        Span<long> indices = context.Allocate<long>(0, values.Count, rank);
        Span<int> rows = stackalloc int[Value.MaxRank * 2];
        rows.Clear();
        for (int i = 0; i < values.Dim(0); i++)
        {
            Advance(context, i, rows);
            for (int j = 0; j < inner; j++)
                Write(values, i, j, rows, context, indices.Slice(((i * inner) + j) * rank, rank));
        }
        context.Forward(1, _raggedRank, values.Count);
    }

    private void CheckSplits(KernelContext context, Value values)
    {
        for (int d = 0; d < _raggedRank; d++)
        {
            int held = new RowPartition(context, d, RowPartitionKind.Splits).ValueCount;
            int given = d == _raggedRank - 1 ? values.Dim(0) : context.Input(d + 1).Count - 1;
            if (held != given)
                throw KernelContext.Error($"splits {d} end with {held}, but {given} rows or values follow");
        }
    }

    /// <summary>Moves the current row of every level on, from the innermost out, until it holds a value.</summary>
    private void Advance(KernelContext context, int value, Span<int> rows)
    {
        int child = value;
        for (int d = _raggedRank - 1; d >= 0; d--)
        {
            while (child >= context.Integer(d, rows[d] + 1))
                rows[d]++;
            child = rows[d];
        }
    }

    private void Write(Value values, int value, int place, ReadOnlySpan<int> rows, KernelContext context, Span<long> index)
    {
        index[0] = rows[0];
        for (int d = 0; d < _raggedRank; d++)
            index[d + 1] = (d == _raggedRank - 1 ? value : rows[d + 1]) - context.Integer(d, rows[d]);
        for (int d = values.Rank - 1; d >= 1; d--)
        {
            index[_raggedRank + d] = place % values.Dim(d);
            place /= values.Dim(d);
        }
    }
}
