using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Sample rows that equal others show little: an answer to one may be given to the other unseen.</summary>
internal static class DistinctRows
{
    /// <summary>The rows that equal an earlier one in every column.</summary>
    public static int[] Twins(IReadOnlyList<Tensor> columns, int count)
    {
        var earlier = new Dictionary<int, List<int>>();
        var twins = new List<int>();
        for (int row = 0; row < count; row++)
        {
            int hash = Hash(columns, row);
            if (!earlier.TryGetValue(hash, out List<int>? alike))
                earlier.Add(hash, alike = []);
            if (alike.Exists(other => columns.All(c => c.RowBitEquals(row, c, other))))
                twins.Add(row);
            else
                alike.Add(row);
        }
        return [.. twins];
    }

    /// <summary>A column with some rows replaced.</summary>
    /// <param name="column">The column.</param>
    /// <param name="places">Which rows.</param>
    /// <param name="rows">What stands there from now on.</param>
    public static Tensor Replace(Tensor column, int[] places, Tensor rows)
    {
        var all = Enumerable.Range(0, (int)column.Shape[0]).Select(i => (Tensor: column, Row: i)).ToArray();
        for (int i = 0; i < places.Length; i++)
            all[places[i]] = (rows, i);
        return TensorRows.Concatenate([.. all.Select(a => a.Tensor.Row(a.Row))]) ?? column;
    }

    private static int Hash(IReadOnlyList<Tensor> columns, int row)
    {
        var hash = default(HashCode);
        foreach (Tensor column in columns)
        {
            int length = column.RowLength();
            if (column.Type == DataType.String)
            {
                for (int i = 0; i < length; i++)
                    hash.AddBytes(column.Strings[(row * length) + i]);
            }
            else
            {
                int width = length * column.Type.Size();
                hash.AddBytes(column.Bytes.Span.Slice(row * width, width));
            }
        }
        return hash.ToHashCode();
    }
}
