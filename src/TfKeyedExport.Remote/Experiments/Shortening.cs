using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Looks for a shorter call that shows the same, as long as there is time.</summary>
/// <param name="gate">The way to the server.</param>
/// <param name="rows">The rows.</param>
/// <param name="judge">Judges answers.</param>
internal sealed class Shortening(CallGate gate, RemoteRows rows, AnswerJudge judge)
{
    private const int MostCalls = 24;
    private int _calls;

    /// <summary>The shortest call found, made by one client alone; null if none shows it then.</summary>
    public async Task<Wrong?> Shorten(Wrong wrong)
    {
        int[] which = wrong.Call.Rows;
        if (rows.FixedSize is not null || which.Contains(-1) || wrong.Call.HasEqualKeys || which.Length < 2)
            return null;
        Wrong? shortest = await Try(wrong, which).ConfigureAwait(false);
        for (Wrong? next = shortest; next is not null && _calls < MostCalls && !gate.IsOver;)
        {
            next = await Half(next).ConfigureAwait(false);
            shortest = next ?? shortest;
        }
        return shortest;
    }

    // The half with the row that shows it, or all but one of the others.
    private async Task<Wrong?> Half(Wrong wrong)
    {
        int[] which = wrong.Call.Rows;
        int middle = which.Length / 2;
        int[][] parts = which.Length > 2
            ? [which[..middle], which[middle..], .. Enumerable.Range(0, Math.Min(which.Length, 4)).Select(i => Without(which, i))]
            : [];
        foreach (int[] part in parts.Where(p => p.Length > 1 && p.Length < which.Length))
        {
            if (_calls >= MostCalls || gate.IsOver)
                break;
            if (await Try(wrong, part).ConfigureAwait(false) is { } shorter)
                return shorter;
        }
        return null;
    }

    private async Task<Wrong?> Try(Wrong wrong, int[] which)
    {
        _calls++;
        var call = new RemoteCall(wrong.Call.Property, which, rows.Make(which));
        return await gate.Call(call.Inputs).ConfigureAwait(false) is CallOutcome.Answered answered
            ? judge.Judge(call, answered.Answer.Outputs).FirstOrDefault(w => w.Output == wrong.Output && w.Reason == wrong.Reason)
            : null;
    }

    private static int[] Without(int[] which, int place) => [.. which.Where((_, i) => i != place)];
}
