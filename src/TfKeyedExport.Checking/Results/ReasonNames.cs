namespace TfKeyedExport.Checking.Results;

/// <summary>The words for <see cref="Reason"/>, <see cref="Verdict"/> and <see cref="PropertyStatus"/> in reports.</summary>
public static class ReasonNames
{
    /// <summary>The word that JSON reports use, such as <c>rows-mix</c>.</summary>
    public static string Name(this Reason reason) => reason switch
    {
        Reason.RowCount => "row-count",
        Reason.Order => "order",
        Reason.RowsMix => "rows-mix",
        Reason.Width => "width",
        Reason.Random => "random",
        _ => "state",
    };

    /// <summary>What it means for someone who sends keys, as a sentence without a full stop.</summary>
    public static string Meaning(this Reason reason) => reason switch
    {
        Reason.RowCount => "it does not have one row for each row of the batch, so there is no telling which key a row belongs to",
        Reason.Order => "its rows come back in another order than the keys, so a key gets another row's answer",
        Reason.RowsMix => "a row's answer depends on the rows that share its batch, so a key gets another answer in other company",
        Reason.Width => "rows keep their places and values, but each is filled up to the width of the widest row of its batch, "
            + "so a key's answer is longer in other company",
        Reason.Random => "the same row gets another answer in each call, so a key's answer cannot be reproduced",
        _ => "a row's answer depends on the calls before it, so a key's answer depends on who called earlier",
    };

    /// <summary>The word that reports use.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Safe => "safe",
        Verdict.Unsafe => "unsafe",
        _ => "undecided",
    };

    /// <summary>The word that reports use.</summary>
    public static string Name(this PropertyStatus status) => status switch
    {
        PropertyStatus.Passed => "passed",
        PropertyStatus.Failed => "failed",
        _ => "skipped",
    };
}
