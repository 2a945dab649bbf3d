using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>How long a check goes on: until its time is over, or until calls have gone beyond their limits too often.</summary>
internal sealed class Hunt : IDisposable
{
    /// <summary>What to do about a check that ended early.</summary>
    public const string Next = "give it more time with --seconds N, or fewer rows with --rows N";

    // Each may take as long as a call's time limit.
    private const int MostLimited = 3;

    private readonly CancellationTokenSource _budget;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _caller;
    private readonly List<string> _limited = [];
    private readonly TimeSpan? _longest;

    /// <param name="longest">The longest that it may take; null sets no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Ends the whole check, without a report.</param>
    public Hunt(TimeSpan? longest, TimeProvider time, CancellationToken caller)
    {
        _longest = longest;
        _caller = caller;
        _budget = longest is { } limit ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        _end = CancellationTokenSource.CreateLinkedTokenSource(_budget.Token, caller);
    }

    /// <summary>Ends calls when the hunt is over, or the caller has enough.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether it ended early: what was not tried then stays untried, and there is a report all the same.</summary>
    public bool IsOver => Token.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Why it ended early.</summary>
    public string Why => _limited.Count >= MostLimited
        ? $"{_limited.Count} calls went beyond a limit"
        : $"the {_longest?.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds for the check were over";

    /// <summary>The calls that went beyond a limit.</summary>
    public IReadOnlyList<string> Limited => _limited;

    /// <summary>Another seed has calls of its own, and may have as many go beyond a limit.</summary>
    public void Again() => _limited.Clear();

    /// <summary>A call went beyond its limit: it shows nothing, neither good nor bad.</summary>
    public void NoteLimited(string call, TfKeyedException error)
    {
        _limited.Add($"{call}: {error.What}");
        if (_limited.Count >= MostLimited)
            _end.Cancel();
    }

    /// <summary>Does some work, unless the hunt is over or ends meanwhile: then null.</summary>
    public T? Try<T>(Func<T?> work)
        where T : class
    {
        if (IsOver)
            return null;
        try
        {
            return work();
        }
        catch (OperationCanceledException) when (IsOver)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        _budget.Dispose();
    }
}
