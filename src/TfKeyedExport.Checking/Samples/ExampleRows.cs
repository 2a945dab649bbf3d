using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Rows that the user gives.</summary>
public sealed class ExampleRows
{
    /// <summary>Makes rows of columns.</summary>
    /// <param name="columns">A tensor by input name; batched inputs have one row an example.</param>
    /// <param name="count">The number of examples.</param>
    public ExampleRows(IReadOnlyDictionary<string, Tensor> columns, int count)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Columns = columns;
        Count = count;
    }

    /// <summary>Tensors by input name.</summary>
    public IReadOnlyDictionary<string, Tensor> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }
}
