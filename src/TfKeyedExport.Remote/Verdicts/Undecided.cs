using System.Globalization;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>Why nothing can be said of a server, although nothing wrong was seen.</summary>
internal static class Undecided
{
    private static readonly string[] Ordinary =
        [PropertyNames.Alone, PropertyNames.Shuffled, PropertyNames.Split, PropertyNames.Neighbours, PropertyNames.Threads];

    /// <summary>The reason, with what to give; null if there is none.</summary>
    public static string? Why(RemoteOutcome outcome)
    {
        if (outcome.Alone.Accepted.Count == 0)
        {
            return outcome.Alone.Fault is { } fault
                ? $"the server answered no sample row ({fault.Line}): give rows that it accepts with --examples FILE"
                : "no call was answered in time: give it longer with --seconds N or --time-limit SECONDS";
        }
        if (outcome.Alone.Accepted.Count == 1 && outcome.Rows.Count > 1)
            return "the server answered a single sample row: give rows that it accepts with --examples FILE, or more time with --seconds N";
        if (outcome.Alone.Refused > outcome.Alone.Accepted.Count)
        {
            return $"the server answered {outcome.Alone.Accepted.Count} of {outcome.Alone.Accepted.Count + outcome.Alone.Refused} sample rows only "
                + $"({outcome.Alone.Fault?.Line ?? "not in time"}): give rows that it accepts with --examples FILE";
        }
        if (outcome.Ledger.Unreadable(Ordinary) is > 0 and var unreadable)
            return $"{unreadable} answers to ordinary rows could not be read, so nobody knows what they held ({outcome.Ledger.Refusals()[0].Line})";
        if (outcome.Ledger.Hung() is ( > 0, var longest) hung)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{hung.Count} calls got no answer, the longest for {longest.TotalSeconds:0.0} s, though others were answered: see why the server keeps them, "
                    + $"or give more time with --seconds N");
        }
        (long answered, _, _, string? why) = outcome.Ledger.Tried(PropertyNames.Threads);
        if (outcome.Ledger.IsGone)
            return "the version that was checked went from the server meanwhile: check again";
        if (answered == 0 && outcome.Clients > 1)
        {
            return why is null
                ? "the time was over before clients could call together: give more with --seconds N"
                : $"no call of the clients that called together was answered ({why})";
        }
        if (outcome.Clients > 1 && outcome.Crowd is { MostTogether: < 2 })
            return "no two calls were under way at one time: give more time with --seconds N";
        if (outcome.Reference is { Report: { Status: PropertyStatus.Skipped, Detail: var detail } })
            return detail;
        return outcome.Quiet is { Taken.Count: 0 }
            ? "no batch was answered before clients called together: give more time with --seconds N"
            : null;
    }
}
