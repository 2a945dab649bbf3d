namespace TfKeyedExport.Checking.Results;

/// <summary>The names of the properties, as reports spell them.</summary>
public static class PropertyNames
{
    /// <summary>Every key comes back bit for bit, in its row.</summary>
    public const string KeysComeBack = "keys-come-back";

    /// <summary>Every output that is not a scalar has as many rows as the batch.</summary>
    public const string RowCount = "row-count";

    /// <summary>The same call gives the same answer, at once and after other calls.</summary>
    public const string Repeatable = "repeatable";

    /// <summary>A freshly loaded model gives the same answers whatever it is asked first.</summary>
    public const string FreshStart = "fresh-start";

    /// <summary>A row run alone gets the answer that it gets in a batch.</summary>
    public const string Alone = "alone";

    /// <summary>Rows in any order get their own answers.</summary>
    public const string Shuffled = "shuffled";

    /// <summary>Rows in batches of any size get their own answers.</summary>
    public const string Split = "split";

    /// <summary>Other rows in the batch change nothing.</summary>
    public const string Neighbours = "neighbours";

    /// <summary>Equal rows in a batch change nothing.</summary>
    public const string Duplicates = "duplicates";

    /// <summary>A batch without rows gives an answer without rows.</summary>
    public const string EmptyBatch = "empty-batch";

    /// <summary>Calls from many threads at once do not mix.</summary>
    public const string Threads = "many-threads";

    /// <summary>The answers do not depend on the keys.</summary>
    public const string KeysIgnored = "keys-ignored";

    /// <summary>The answers equal those of the model without keys.</summary>
    public const string EqualsUnkeyed = "equals-unkeyed";

    /// <summary>Python's loader, which reads other parts of the model than servers do, hands each input over as what it is.</summary>
    public const string PythonLoader = "python-loader";

    /// <summary>Of a live server: calls for which nobody waited change nothing for others.</summary>
    public const string Deadlines = "deadlines";

    /// <summary>The names of what is checked of a model, in the order in which reports list them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [
            KeysComeBack, RowCount, Repeatable, Alone, Shuffled, Split, Neighbours, Duplicates, EmptyBatch, Threads, KeysIgnored, EqualsUnkeyed, FreshStart,
            PythonLoader,
        ];
}
