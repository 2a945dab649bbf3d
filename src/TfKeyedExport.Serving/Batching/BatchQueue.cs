using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Turns;

namespace TfKeyedExport.Serving.Batching;

/// <summary>
/// The requests of one signature whose rows have one shape, on their way into batches. Batches are made when somebody is free to run them, of the requests of
/// all clients in turn. Used under the scheduler's lock only.
/// </summary>
/// <param name="settings">The rules.</param>
/// <param name="runner">What runs a batch.</param>
/// <param name="key">What the requests have in common.</param>
/// <param name="turns">How much each client has had.</param>
internal sealed class BatchQueue(BatchSettings settings, IBatchRunner runner, BatchKey key, ClientTurns turns)
{
    private readonly TurnQueue<PendingCall> _waiting = new(turns);
    private readonly BatchCount _batches = new(settings);
    private readonly Company _company = new();

    // Taken out, and not run after all: they come first.
    private readonly Queue<Batch> _again = [];
    private BatchClosing? _due;
    private long _flushed;
    private int _callsRunning;
    private bool _isRetired;

    /// <summary>The rules.</summary>
    public BatchSettings Settings => settings;

    /// <summary>What runs a batch.</summary>
    public IBatchRunner Runner => runner;

    /// <summary>What the requests have in common.</summary>
    public BatchKey Key => key;

    /// <summary>Rings when the oldest request has waited long enough.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>The request for which the timer rings, by the time at which it came; null for none.</summary>
    public long? RingsFor { get; set; }

    /// <summary>How many of its batches run.</summary>
    public int Running { get; private set; }

    /// <summary>Whether it stands among the queues that have work.</summary>
    public bool IsListed { get; set; }

    /// <summary>Whether nothing of it waits or runs.</summary>
    public bool IsIdle => Running == 0 && Waiting == 0;

    /// <summary>How many batches wait.</summary>
    public int Waiting => _again.Count + _batches.Value;

    /// <summary>How many rows the batch has that is run next, at most.</summary>
    public int NextRows => _again.TryPeek(out Batch? again) ? again.Rows
        : (int)Math.Min(_waiting.Size, settings.IsSolo ? int.MaxValue : settings.MaxExecutionSize);

    /// <summary>The place of the client whose turn is next.</summary>
    public double Place => _again.Count > 0 ? double.NegativeInfinity : _waiting.Place;

    /// <summary>When the oldest request came, if it waits for company; null if none does.</summary>
    public long? WaitsSince => _again.Count > 0 || _waiting.Count == 0 || _batches.HasFull || _due is not null ? null : _waiting.Oldest.Item.Entered;

    /// <summary>Takes a request in.</summary>
    /// <param name="call">The request.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <exception cref="ServingFault">It is too large, or too much waits.</exception>
    public void Add(PendingCall call, long now)
    {
        if (call.Rows > settings.MaxBatchSize)
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"Task size {call.Rows} is larger than maximum input batch size {settings.MaxBatchSize}"));
        }
        QueueRoom.Check(settings, _waiting, _batches, IsIdle, call);
        call.Entered = now;
        _waiting.Add(call.Terms.Client, call, call.Rows);
        _batches.Add(call.Rows);
        _company.See(Present);
    }

    /// <summary>Whether a batch can be run now.</summary>
    /// <param name="waited">How long the oldest request has waited for company.</param>
    public bool IsReady(TimeSpan waited)
    {
        if (_again.Count > 0 || _batches.HasFull)
            return true;
        if (_waiting.Count > 0)
            _due ??= Due(waited);
        return _due is not null;
    }

    /// <summary>Makes the next batch, and takes it out.</summary>
    public Batch Take()
    {
        Batch batch = _again.TryDequeue(out Batch? again) ? again : Form();
        Running++;
        _callsRunning += batch.Calls.Count;
        return batch;
    }

    /// <summary>A batch that was taken is answered.</summary>
    /// <param name="calls">How many requests, or pieces of them, it had.</param>
    /// <param name="left">What of it was not run: it is the next; null if there is nothing.</param>
    public void Release(int calls, Batch? left)
    {
        Running--;
        _callsRunning -= calls;
        if (left is not null)
            _again.Enqueue(left);
    }

    /// <summary>Nothing waits for company any more, and nothing that comes later will: whoever found it in time is still answered.</summary>
    public void Retire()
    {
        _isRetired = true;
        Flush();
    }

    /// <summary>What is here waits for company no more.</summary>
    public void Flush() => _flushed = _waiting.LastNumber;

    private int Present => _waiting.Count + _callsRunning;

    private BatchClosing? Due(TimeSpan waited)
    {
        if (_isRetired || _waiting.Oldest.Number <= _flushed)
            return BatchClosing.Retired;
        if (settings.Timeout <= TimeSpan.Zero || (!settings.AlwaysWaits && _company.IsComplete(Present)))
            return BatchClosing.Idle;
        return waited >= settings.Timeout ? BatchClosing.Timeout : null;
    }

    private Batch Form()
    {
        var batch = new Batch { Closing = _batches.HasFull ? BatchClosing.Full : _due ?? BatchClosing.Full };
        if (settings.Timeout > TimeSpan.Zero)
            _company.Closed(batch.Closing, Present);
        _due = null;
        double cost = runner.Estimate(1)?.TotalMicroseconds ?? 1;
        _waiting.Arrange();
        while (_waiting.TryPeek(out PendingCall? call, out int rows))
        {
            // Filled up to the lengths of others, the pieces of a request would come back of different lengths.
            bool aloneOnly = settings.PadsVariableLengths && call!.Rows > settings.MaxExecutionSize;
            if (aloneOnly && batch.Rows > 0)
                break;
            int part = Math.Min(rows, settings.MaxExecutionSize - batch.Rows);
            if (settings.IsSolo || part == rows)
                part = rows;
            else if (!settings.SplitsLarge || (settings.PadsVariableLengths && !aloneOnly))
                break;
            batch.Add(part < call!.Rows ? call.Cut(runner.IsBatched, part, settings.MostAnswerBytes) : call);
            _waiting.Take(part, part * cost);
            if (settings.IsSolo || aloneOnly || batch.Rows >= settings.MaxExecutionSize)
                break;
        }
        _batches.Take(batch.Rows);
        return batch;
    }
}
