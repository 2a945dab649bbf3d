using TfKeyedExport.Load.Calls;
using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Chaos;

/// <summary>A client that keeps the rules: each of its requests must be answered, with its own keys and the right answers.</summary>
/// <param name="name">Its name, with which its keys begin.</param>
/// <param name="predictor">How it asks.</param>
/// <param name="answers">What is right.</param>
/// <param name="versions">The versions that may be asked for by number.</param>
/// <param name="tally">Receives what happens.</param>
internal sealed class GoodClient(string name, IPredictor predictor, KnownAnswers answers, VersionSwapper versions, Tally tally)
{
    private const int MostRows = 40;

    // Others do this all the time; it is worth a try now and then.
    private const int ByNumber = 20, GivenUp = 50;

    private readonly Random _random = new(name.GetHashCode(StringComparison.Ordinal));
    private long _next;

    /// <summary>Asks until it is over.</summary>
    public async Task Run(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            KeyedRow[] rows = [.. Enumerable.Range(0, Size()).Select(_ => new KeyedRow($"{name}/{_next++}", _random.Next(Row.Pool.Count)))];
            long? version = _random.Next(ByNumber) == 0 ? versions.Current - _random.Next(2) : null;
            if (_random.Next(GivenUp) == 0)
                await GiveUp(rows);
            else
                Judge(rows, version, await predictor.Predict(rows, version, CancellationToken.None));
        }
    }

    private int Size() => _random.Next(3) == 0 ? _random.Next(1, MostRows) : 1;

    // A request that its client does not wait for may be answered or not; others must not feel it.
    private async Task GiveUp(KeyedRow[] rows)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(_random.Next(3)));
        try
        {
            Judge(rows, null, await predictor.Predict(rows, null, soon.Token));
        }
        catch (OperationCanceledException)
        {
            tally.Note("given up by their clients");
        }
    }

    private void Judge(KeyedRow[] rows, long? version, Answer answer)
    {
        switch (answer)
        {
            case Answer.Rows got when answers.Fault(rows, got.Keys, got.Weights, got.Version ?? version) is { } fault:
                tally.Fault($"{name}: {fault}");
                break;
            case Answer.Rows:
                tally.Note("answered");
                tally.Note("rows answered", rows.Length);
                if (rows[0].Key.StartsWith(LoggedRows.Client, StringComparison.Ordinal))
                    tally.Note(LoggedRows.Answered, rows.Length);
                break;
            case Answer.Refused:
                tally.Note("refused since too much waited");
                break;
            case Answer.Absent:
                tally.Note("asked for a version that was gone or not there yet");
                break;
            case Answer.Lost lost:
                tally.Fault($"{name}: {lost.Reason}");
                break;
        }
    }
}
