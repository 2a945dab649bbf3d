namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A place in a text, as editors count: both numbers begin at 1, and columns are bytes.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}";
}
