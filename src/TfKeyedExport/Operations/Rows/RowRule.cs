namespace TfKeyedExport.Operations.Rows;

/// <summary>
/// What an operation does with the rows of a batch. A rule is asked only if some input has rows, or depends on their number, and none has lost
/// them. What it says holds for calls in which every operation succeeds.
/// </summary>
/// <param name="Word">The rule in a few words, for the documents.</param>
/// <param name="Of">What an output is, by its number.</param>
internal sealed record RowRule(string Word, Func<RowRequest, int, RowState> Of)
{
    /// <summary>Whether it takes sizes that other rows decide, as numbers, and looks at them itself.</summary>
    public bool TakesWidths { get; init; }

    /// <summary>Whether it may let a width go that other rows decide, since it looks at widths itself.</summary>
    public bool SeesWidths { get; init; }

    /// <summary>Whether it moves elements whatever they are.</summary>
    public bool MovesAll { get; init; }

    /// <summary>Whether it is asked also if no input has rows.</summary>
    public bool IsAskedAlways { get; init; }
}
