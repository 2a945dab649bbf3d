using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Gives every empty row of a sparse tensor one element, a default, in column 0; elements come out ordered by row.</summary>
internal sealed class SparseFillEmptyRowsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var sparse = new SparseInput(context.Input(0), context.Input(1), context.Input(2));
        Value fallback = context.Input(3);
        if (fallback.Rank != 0)
            throw context.ShapeError(3, "default_value must be a scalar");
        if (sparse.Rank == 0)
            throw context.ShapeError(2, "Dense shape cannot be empty.");
        long rows = sparse.Shape[0];
        if (rows is < 0 or > int.MaxValue)
            throw KernelContext.Error($"the dense shape has {rows} rows");
        if (rows == 0 && sparse.Count > 0)
            throw KernelContext.Error($"Received SparseTensor with dense_shape[0] = 0 but indices.shape[0] = {sparse.Count}");
        using var starts = new Scratch<int>(context, (int)rows + 1);
        int empty = CountRows(sparse, starts.Span);
        Span<bool> indicator = context.Allocate<bool>(2, rows);
        for (int row = 0; row < rows; row++)
            indicator[row] = starts.Span[row] == 0;
        if (empty == 0 && IsOrdered(sparse))
        {
            context.Forward(0, 0);
            context.Forward(1, 1);
            Span<long> map = context.Allocate<long>(3, sparse.Count);
            for (int i = 0; i < map.Length; i++)
                map[i] = i;
            return;
        }
        Fill(context, sparse, fallback, starts.Span, sparse.Count + empty);
    }

    /// <summary>Counts the elements of each row.</summary>
    /// <returns>The number of rows without any.</returns>
    private static int CountRows(SparseInput sparse, Span<int> counts)
    {
        counts.Clear();
        int rows = counts.Length - 1, used = 0;
        for (int i = 0; i < sparse.Count; i++)
        {
            long row = sparse.Indices[i * sparse.Rank];
            if ((ulong)row >= (ulong)rows)
                throw KernelContext.Error($"indices({i}, 0) is invalid: {row} >= {rows}");
            if (counts[(int)row]++ == 0)
                used++;
        }
        return rows - used;
    }

    private static bool IsOrdered(SparseInput sparse)
    {
        for (int i = 1; i < sparse.Count; i++)
        {
            if (sparse.Indices[i * sparse.Rank] < sparse.Indices[(i - 1) * sparse.Rank])
                return false;
        }
        return true;
    }

    private static void Fill(KernelContext context, SparseInput sparse, Value fallback, Span<int> counts, int total)
    {
        // From how many each row has to where each row begins; the last entry is only the end.
        int start = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            int count = row == counts.Length - 1 ? 0 : Math.Max(1, counts[row]);
            counts[row] = start;
            start += count;
        }
        Span<long> indices = context.Allocate<long>(0, total, sparse.Rank);
        indices.Clear();
        Span<long> map = context.Allocate<long>(3, sparse.Count);
        using var sources = new Scratch<int>(context, total);
        sources.Span.Fill(-1);
        for (int row = 0; row < counts.Length - 1; row++)
            indices[counts[row] * sparse.Rank] = row;
        for (int i = 0; i < sparse.Count; i++)
        {
            int place = counts[(int)sparse.Indices[i * sparse.Rank]]++;
            sparse.Row(i).CopyTo(indices[(place * sparse.Rank)..]);
            sources.Span[place] = i;
            map[i] = place;
        }
        var values = new ElementMover(context, 1, total);
        for (int i = 0; i < total; i++)
        {
            int source = sources.Span[i];
            values.Put(i, source < 0 ? fallback : sparse.Values, Math.Max(0, source));
        }
    }
}
