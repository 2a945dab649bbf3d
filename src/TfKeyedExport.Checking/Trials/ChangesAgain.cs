using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Shows an answer that changed once more, on freshly loaded models, and so tells for good whether it is chance or state.</summary>
/// <param name="trial">What was tried, and what came of it.</param>
/// <param name="calls">Makes calls on freshly loaded models.</param>
internal sealed class ChangesAgain(Trial trial, FreshCalls calls)
{
    private const int RepeatsWhereCallsMet = 5000;

    private readonly SequenceShrinker _shrinker = new(trial, calls);

    /// <summary>How it shows; null if it does not.</summary>
    /// <param name="output">The output.</param>
    /// <param name="finding">What was seen of it.</param>
    /// <param name="shown">The smallest call that showed it.</param>
    /// <param name="known">Sequences of calls that show it of other outputs.</param>
    public ChangeFound? Find(int output, Finding finding, Answer shown, IEnumerable<Sequence> known)
    {
        var call = new SampleCall(shown.Pool, shown.Rows);
        if (finding.Reason == Reason.Random && ShowsAnew(output, call))
            return new ChangeFound(Reason.Random, null);
        Sequence? sequence = !trial.Causes.MayWrite ? null : known
            .Select(s => calls.Difference(output, s.Before, s.Last) is { } change ? s with { Change = change } : null)
            .FirstOrDefault(s => s is not null) ?? _shrinker.Find(output, finding);
        if (sequence is not null && IsState(output, sequence))
            return new ChangeFound(Reason.State, sequence);
        // What shows now and then shows to those who ask often; where calls met, it is mostly no chance.
        bool haveMet = finding.Property == PropertyNames.Threads && finding.Reason == Reason.State;
        if (calls.Repeat(output, call, haveMet ? RepeatsWhereCallsMet : FreshCalls.MostRepeats, _ => calls.IsOver()) is not { } repeated)
            return null;
        sequence = new Sequence([.. Enumerable.Repeat(call, repeated.Before)], call, repeated.Change);
        return trial.Causes.MayWrite && IsState(output, sequence)
            ? new ChangeFound(Reason.State, new SequenceRows(trial.Batches, calls, calls.IsOver).Fewer(output, sequence))
            : new ChangeFound(Reason.Random, null);
    }

    private bool ShowsAnew(int output, SampleCall call) => calls.ChangesAnew(output, call) is not null;

    // What the same calls do again on another freshly loaded model is no chance.
    private bool IsState(int output, Sequence sequence) => !trial.Causes.MayDraw || calls.IsOver() || calls.Recurs(output, sequence);
}

/// <summary>How a change shows again.</summary>
/// <param name="Reason">Chance or state.</param>
/// <param name="Sequence">The calls that show it; null if the call alone does.</param>
internal sealed record ChangeFound(Reason Reason, Sequence? Sequence);
