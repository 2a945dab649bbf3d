using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Batching;

/// <summary>The requests of one signature whose rows have one shape, on their way into batches. Used under the scheduler's lock only.</summary>
/// <param name="settings">The rules.</param>
/// <param name="runner">What runs a batch.</param>
/// <param name="key">What the requests have in common.</param>
internal sealed class BatchQueue(BatchSettings settings, IBatchRunner runner, BatchKey key)
{
    // After so many waits for nobody, waiting is given up; once in so many batches it is tried again.
    private const int LonelyWaits = 8;
    private const int TryAgainAfter = 256;

    private readonly Queue<Batch> _closed = [];
    private Batch? _open;
    private int _lonely;
    private bool _isRetired;

    /// <summary>The rules.</summary>
    public BatchSettings Settings => settings;

    /// <summary>What runs a batch.</summary>
    public IBatchRunner Runner => runner;

    /// <summary>What the requests have in common.</summary>
    public BatchKey Key => key;

    /// <summary>Rings when the open batch has waited long enough.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>The batch for which the timer rings, by the time at which its first request came; null for none.</summary>
    public long? RingsFor { get; set; }

    /// <summary>How many of its batches run.</summary>
    public int Running { get; set; }

    /// <summary>Whether it stands among the queues that have work.</summary>
    public bool IsListed { get; set; }

    /// <summary>Whether nothing of it waits or runs.</summary>
    public bool IsIdle => Running == 0 && Waiting == 0;

    /// <summary>How many batches wait.</summary>
    public int Waiting => _closed.Count + (_open is null ? 0 : 1);

    /// <summary>How many rows the batch has that is run next.</summary>
    public int NextRows => _closed.TryPeek(out Batch? closed) ? closed.Rows : _open?.Rows ?? 0;

    /// <summary>When the batch that is open has waited as long as it may; null if none is open, or it may run at once.</summary>
    public long? OpenSince => _open is { Due: null } open && _closed.Count == 0 ? open.Entered : null;

    /// <summary>Takes a request in, whole or in pieces.</summary>
    /// <param name="call">The request.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <exception cref="ServingFault">It is too large, or too many batches wait.</exception>
    public void Add(PendingCall call, long now)
    {
        if (call.Rows > settings.MaxBatchSize)
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"Task size {call.Rows} is larger than maximum input batch size {settings.MaxBatchSize}"));
        }
        CheckRoom(call);
        if (!IsIdle)
            _lonely = 0;
        if (settings.IsSolo)
        {
            call.Entered = now;
            _open = new Batch();
            _open.Add(call);
            Close();
            return;
        }
        // With splitting, the open batch is filled first, so that none runs half empty while others wait.
        int fits = settings.SplitsLarge && _open is not null ? Room : settings.MaxExecutionSize;
        if (call.Rows <= fits)
        {
            AddWhole(call, now);
            return;
        }
        foreach (PendingCall piece in SplitCall.Cut(call, runner.IsBatched, Sizes(call.Rows, Room)))
            AddWhole(piece, now);
    }

    /// <summary>Whether a batch can be run now.</summary>
    public bool IsReady(TimeSpan openFor)
    {
        if (_closed.Count > 0)
            return true;
        if (_open is null)
            return false;
        if (_open.Due is null)
        {
            if (_isRetired)
                _open.Due = BatchClosing.Retired;
            else if (settings.Timeout <= TimeSpan.Zero || IsAlone())
                _open.Due = BatchClosing.Idle;
            else if (openFor >= settings.Timeout)
                _open.Due = BatchClosing.Timeout;
        }
        return _open.Due is not null;
    }

    /// <summary>Takes the next batch out.</summary>
    public (Batch Batch, BatchClosing Closing) Take()
    {
        if (_closed.TryDequeue(out Batch? closed))
            return (closed, closed.Due ?? BatchClosing.Full);
        Batch open = _open!;
        _open = null;
        if (open.Calls.Count == 1 && Running == 0 && open.Due is BatchClosing.Timeout or BatchClosing.Idle && settings.Timeout > TimeSpan.Zero)
            _lonely++;
        return (open, open.Due ?? BatchClosing.Full);
    }

    /// <summary>Puts back what was taken out and not answered: it is the next.</summary>
    public void PutBack(Batch batch, BatchClosing closing)
    {
        batch.Due = closing;
        Batch[] others = [.. _closed];
        _closed.Clear();
        _closed.Enqueue(batch);
        foreach (Batch other in others)
            _closed.Enqueue(other);
    }

    /// <summary>Nothing waits for company any more, and nothing that comes later will: whoever found it in time is still answered.</summary>
    public void Retire()
    {
        _isRetired = true;
        Flush();
    }

    /// <summary>What is here waits for company no more.</summary>
    public void Flush()
    {
        if (_open is not null)
            _open.Due ??= BatchClosing.Retired;
    }

    private int Room => _open is null ? 0 : settings.MaxExecutionSize - _open.Rows;

    // Waiting helps nobody where one client asks for one thing after the other.
    private bool IsAlone() => !settings.AlwaysWaits && Running == 0 && _open!.Calls.Count == 1 && _lonely >= LonelyWaits && _lonely % TryAgainAfter != 0;

    private void AddWhole(PendingCall call, long now)
    {
        call.Entered = now;
        if (_open is not null && call.Rows > Room)
            Close();
        (_open ??= new Batch()).Add(call);
        if (_open.Rows >= settings.MaxExecutionSize)
            Close();
    }

    private void Close()
    {
        _closed.Enqueue(_open!);
        _open = null;
    }

    private void CheckRoom(PendingCall call)
    {
        int free = settings.MaxEnqueuedBatches - Waiting;
        if (settings.IsSolo)
        {
            long rows = _closed.Sum(b => (long)b.Rows), most = (long)settings.MaxEnqueuedBatches * settings.MaxExecutionSize;
            if (Waiting > 0 && rows + call.Rows > most)
                throw Full($"; {rows} rows wait, and {most} may");
            return;
        }
        if (settings.SplitsLarge)
        {
            // What is cut for its size alone must fit as a whole; whoever asks for more rows than all of the queue is let in when it is empty.
            long capacity = ((long)Math.Max(0, free) * settings.MaxExecutionSize) + Room;
            if (call.Rows > capacity && !IsIdle)
                throw Full($"; task size is {call.Rows} but scheduling capacity is only {capacity}");
            return;
        }
        if (call.Rows > Room && free <= 0)
            throw Full($"; currently {Waiting} batches enqueued and max_enqueued_batches is {settings.MaxEnqueuedBatches}");
    }

    private static ServingFault Full(string detail) => new(
        Code.Unavailable, "The batch scheduling queue to which this task was submitted is full" + detail)
    { RetryAfter = TimeSpan.FromSeconds(1) };

    private List<int> Sizes(int rows, int room)
    {
        var sizes = new List<int>();
        if (room > 0)
            sizes.Add(Math.Min(room, rows));
        for (int left = rows - room; left > 0; left -= settings.MaxExecutionSize)
            sizes.Add(Math.Min(left, settings.MaxExecutionSize));
        return sizes;
    }
}
