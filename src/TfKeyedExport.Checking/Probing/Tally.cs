using System.Globalization;

namespace TfKeyedExport.Checking.Probing;

/// <summary>Counts what a check tries, to tell it in one line.</summary>
internal sealed class Tally
{
    private readonly List<string> _left = [];

    /// <summary>The sizes of all batches that were answered.</summary>
    public HashSet<int> Sizes { get; } = [];

    /// <summary>Rows with odd values, and how many of them the model compares with something.</summary>
    public (int All, int Compared, int Refused) Odd { get; set; }

    /// <summary>Of how many conditions of the model, and their contraries, rows were found that meet them, and how many there are.</summary>
    public (int Met, int All) Conditions { get; set; }

    /// <summary>Rows that are nearly another one.</summary>
    public int Near { get; set; }

    /// <summary>Rows made anew, beside the sample's.</summary>
    public int Others { get; set; }

    /// <summary>Values of inputs that hold one value a call.</summary>
    public int CallValues { get; set; }

    /// <summary>Lengths of open inner sizes.</summary>
    public int Lengths { get; set; }

    /// <summary>Calls in the longest row of calls that was made to see whether they change the model.</summary>
    public int Sequence { get; set; }

    /// <summary>Outputs that were no numbers beside rows that are none, or infinite.</summary>
    public SortedSet<string> Contagious { get; } = new(StringComparer.Ordinal);

    /// <summary>What was tried first, since a proof ended where it leads; empty if nothing was.</summary>
    public string First { get; set; } = "";

    /// <summary>How many calls did not end while anybody waited for them.</summary>
    public int GivenUp { get; set; }

    /// <summary>Notes something that was left out, and why.</summary>
    public void LeaveOut(string what) => _left.Add(what);

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Sizes.Count > 0)
            parts.Add($"{Many(Sizes.Count, "batch size")} up to {Number(Sizes.Max())}");
        if (Odd.All > 0)
        {
            parts.Add($"{Many(Odd.All, "row")} with odd values among ordinary ones"
                + (Odd.Compared > 0 ? $", {Number(Odd.Compared)} of them with values that the model compares with" : "")
                + (Odd.Refused > 0 ? $" (it refused {Number(Odd.Refused)} more)" : ""));
        }
        if (Conditions.All > 0)
            parts.Add($"rows that meet {Number(Conditions.Met)} of {Many(Conditions.All, "condition")} that the model asks for, or their contraries");
        if (Near > 0)
            parts.Add($"{Many(Near, "row")} nearly like another");
        if (Others > 0)
            parts.Add($"{Many(Others, "other row")}");
        if (CallValues > 0)
            parts.Add($"{Many(CallValues, "value")} of inputs that have one a call");
        if (Lengths > 0)
            parts.Add(Many(Lengths, "length") + " of open sizes");
        if (Sequence > 0)
            parts.Add($"{Many(Sequence, "call")} one after the other");
        if (First.Length > 0)
            parts.Add($"first what reaches the place where a proof ended ({First})");
        return string.Join(", ", parts) + (_left.Count > 0 ? $"; left out: {string.Join(", ", _left)}" : "");
    }

    private static string Many(int count, string what) => count == 1 ? $"1 {what}" : $"{Number(count)} {what}s";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
