using System.Globalization;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>Remarks for the user: what was refused, rounded or jumbled.</summary>
internal static class RemoteNotes
{
    /// <summary>The remarks, each a sentence without a full stop.</summary>
    public static IReadOnlyList<string> Of(RemoteOutcome outcome)
    {
        List<string> notes = [.. outcome.Remarks];
        if (outcome.Rows.Keys.Count == 0)
            notes.Add("the signature has no key, so answers were matched with rows by their place alone");
        else if (outcome.Rows.MostDistinct < 1 << 20)
            notes.Add($"the keys' type has {Number(outcome.Rows.MostDistinct)} values only, so others' keys cannot all be told from one's own");
        if (outcome.Alone.Refused > 0 && outcome.Alone.Accepted.Count > 0)
            notes.Add($"{outcome.Alone.Refused} sample rows got no answer by themselves, and were left out ({outcome.Alone.Fault?.Line ?? "not in time"})");
        notes.AddRange(outcome.Alone.Undeclared.Values);
        if (outcome.Alone.IsShort)
            notes.Add($"calls are slow: only {outcome.Alone.Accepted.Count} sample rows were used; --seconds N gives time for more");
        if (outcome.Quiet is { IsShort: true })
            notes.Add("not all sizes and odd rows were tried in the time; --seconds N gives more");
        if (outcome.Quiet?.TooLarge is var (size, why))
            notes.Add($"batches of {Number(size)} rows are refused ({why})");
        if (outcome.Quiet is { OddRefused: > 0 } quiet)
            notes.Add($"{quiet.OddRefused} of {quiet.OddRows} calls with an odd row among ordinary ones got no answer");
        if (outcome.Judge is { } judge)
        {
            notes.AddRange(outcome.Rows.Signature.Outputs.Select((o, i) => (o.Name, Count: judge.Rounded(i))).Where(o => o.Count > 0).Select(o =>
                $"{o.Name}: {Number(o.Count)} answers differed from those that their rows get alone by no more than rounding may, "
                    + "which another size of batch changes on TensorFlow's engine; what is mixed as finely would look the same"));
            if (judge.Jumbled > 0)
            {
                notes.Add($"{Number(judge.Jumbled)} answers came in another order than their rows were sent, each beside its own key: "
                    + "match by key, never by place");
            }
            if (judge.Contagious > 0)
                notes.Add($"{Number(judge.Contagious)} answers were no number beside an odd row that holds none");
        }
        if (outcome.Crowd is { MalformedAnswered: > 0 } crowd)
            notes.Add($"{Number(crowd.MalformedAnswered)} calls whose inputs had unlike numbers of rows were answered all the same");
        notes.AddRange(outcome.Ledger.Refusals().Select(r => $"refused {Number(r.Count)} times: {r.Line}"));
        return notes;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
