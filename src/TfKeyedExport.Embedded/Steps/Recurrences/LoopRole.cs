namespace TfKeyedExport.Embedded.Steps.Recurrences;

/// <summary>What a loop does with one of its variables.</summary>
internal enum LoopRole
{
    /// <summary>Passes it on as it is.</summary>
    Invariant,

    /// <summary>Sets it to a constant.</summary>
    Constant,

    /// <summary>Adds one to a whole number.</summary>
    Counter,

    /// <summary>Sets one element of a list.</summary>
    List,

    /// <summary>Computes it anew from rows of numbers.</summary>
    State,
}

/// <summary>A limit of a loop: it goes on for as long as a counter is less.</summary>
/// <param name="Counter">The counter's variable.</param>
/// <param name="Variable">The invariant variable that is the limit; -1 if it is a constant.</param>
/// <param name="Constant">The constant limit.</param>
internal readonly record struct LoopLimit(int Counter, int Variable, long Constant);
