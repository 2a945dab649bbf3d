namespace TfKeyedExport.Checking.Results;

/// <summary>Why an output cannot be matched with its keys.</summary>
public enum Reason
{
    /// <summary>The output has more or fewer rows than the batch.</summary>
    RowCount,

    /// <summary>The rows are the right ones, but not in the batch's order: reversed, sorted, ranked.</summary>
    Order,

    /// <summary>A row's values depend on the other rows of its batch, or on its place among them.</summary>
    RowsMix,

    /// <summary>The rows are the right ones in their places; only their width follows the widest row of the batch.</summary>
    Width,

    /// <summary>The same call gives another answer each time.</summary>
    Random,

    /// <summary>The answer depends on earlier calls; a freshly loaded model gives the first answer again.</summary>
    State,
}
