
namespace TfKeyedExport.Tensors.Rows;

/// <summary>
/// Rows to make calls of: one tensor for each input, in the signature's order; inputs that are no part of the batch hold one
/// constant value, and ragged ones the parts of all rows.
/// </summary>
internal sealed class Pool(BatchLayout layout, IReadOnlyList<Tensor> columns, int count)
{
    public BatchLayout Layout { get; } = layout;

    public IReadOnlyList<Tensor> Columns { get; } = columns;

    /// <summary>The number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>The inputs of a call with some of the rows.</summary>
    public Tensor[] Gather(ReadOnlySpan<int> rows)
    {
        var inputs = new Tensor[Columns.Count];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = Layout.Batched[i] ? Columns[i].Gather(rows) : Columns[i];
        foreach (RaggedInput ragged in Layout.Ragged)
            ragged.Gather(Columns, rows, inputs);
        return inputs;
    }

    /// <summary>The same pool with only some of its rows.</summary>
    public Pool Keep(ReadOnlySpan<int> rows) => new(Layout, Gather(rows), rows.Length);

    /// <summary>
    /// The rows of several pools one after another; null if their rows are of other shapes. What is no part of the batch is that of the first.
    /// </summary>
    public static Pool? Concatenate(IReadOnlyList<Pool> pools)
    {
        Pool first = pools[0];
        Tensor[] columns = [.. first.Columns];
        for (int i = 0; i < columns.Length; i++)
        {
            if (!first.Layout.Batched[i])
                continue;
            if (TensorRows.Concatenate([.. pools.Select(p => p.Columns[i])]) is not { } column)
                return null;
            columns[i] = column;
        }
        return first.Layout.Ragged.All(r => r.Concatenate([.. pools.Select(p => p.Columns)], columns))
            ? new Pool(first.Layout, columns, pools.Sum(p => p.Count))
            : null;
    }

    /// <summary>The same pool with another value for one input.</summary>
    public Pool With(int input, Tensor column)
    {
        Tensor[] columns = [.. Columns];
        columns[input] = column;
        return new Pool(Layout, columns, Count);
    }
}
