namespace TfKeyedExport.Load.Rows;

/// <summary>A row of a request.</summary>
/// <param name="Key">Its key, which no other row has.</param>
/// <param name="Number">Which of <see cref="Row.Pool"/> it is.</param>
internal readonly record struct KeyedRow(string Key, int Number)
{
    /// <summary>The row.</summary>
    public Row Row => Rows.Row.Pool[Number];
}
