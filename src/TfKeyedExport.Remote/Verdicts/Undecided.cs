using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>Why nothing can be said of a server, although nothing wrong was seen.</summary>
internal static class Undecided
{
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
        (long answered, _, _, string? why) = outcome.Ledger.Tried(PropertyNames.Threads);
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
