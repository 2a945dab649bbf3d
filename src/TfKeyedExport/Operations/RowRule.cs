namespace TfKeyedExport.Operations;

/// <summary>
/// What an operation does with the rows of a batch. Nothing is said of any yet: this is where a proof that no row depends on another one will look.
/// </summary>
/// <param name="Word">The rule in a few words, for the documents.</param>
internal sealed record RowRule(string Word)
{
    /// <summary>Rows may depend on one another, as far as is known.</summary>
    public static RowRule Unknown { get; } = new("unknown");
}
