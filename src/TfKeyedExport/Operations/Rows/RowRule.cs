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

    /// <summary>What it says of elements beyond whose they are. All else is taken back: whoever computes with such elements makes others of them.</summary>
    public RowFacts Tells { get; init; }

    /// <summary>Whether it may let a width go that other rows decide, since it looks at widths itself.</summary>
    public bool SeesWidths { get; init; }

    /// <summary>Whether it moves elements whatever they are.</summary>
    public bool MovesAll { get; init; }

    /// <summary>Whether it is asked also if no input has rows.</summary>
    public bool IsAskedAlways { get; init; }
}

/// <summary>What may be known of a tensor's elements beyond whose they are.</summary>
[Flags]
internal enum RowFacts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="RowsState.Counts"/>.</summary>
    Counts = 1,

    /// <summary><see cref="RowsState.IsOwnNumber"/>.</summary>
    OwnNumber = 2,

    /// <summary><see cref="RowsState.Width"/>.</summary>
    Width = 4,

    /// <summary><see cref="RowsState.Filling"/>.</summary>
    Filling = 8,
}
