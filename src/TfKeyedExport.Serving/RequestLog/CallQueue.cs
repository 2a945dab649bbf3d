namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Calls that wait to be written down: so many rows and bytes at most, and nobody waits to get in.</summary>
/// <param name="mostBytes">The most bytes.</param>
/// <param name="mostRows">The most rows.</param>
internal sealed class CallQueue(long mostBytes, int mostRows)
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _news = new(false);
    private List<AnsweredCall> _calls = [];
    private long _bytes;
    private long _rows;
    private bool _isClosed;

    /// <summary>Whether there is room for a call, as far as can be told before it is made.</summary>
    public bool HasRoom(long bytes, int rows)
    {
        lock (_gate)
            return Fits(bytes, rows);
    }

    /// <summary>Puts a call in, unless there is no room.</summary>
    public bool TryAdd(AnsweredCall call)
    {
        lock (_gate)
        {
            if (!Fits(call.Bytes, call.WrittenRows))
                return false;
            _calls.Add(call);
            _bytes += call.Bytes;
            _rows += call.WrittenRows;
            if (_calls.Count > 1)
                return true;
        }
        _news.Set();
        return true;
    }

    /// <summary>Takes all calls out; they count until they are given back.</summary>
    /// <param name="empty">An empty list, which takes the place of that which is taken.</param>
    public List<AnsweredCall> TakeAll(List<AnsweredCall> empty)
    {
        lock (_gate)
        {
            List<AnsweredCall> calls = _calls;
            _calls = empty;
            return calls;
        }
    }

    /// <summary>Says that a call is written, and its memory free.</summary>
    public void Done(AnsweredCall call)
    {
        lock (_gate)
        {
            _bytes -= call.Bytes;
            _rows -= call.WrittenRows;
        }
    }

    /// <summary>Waits for calls, or for <see cref="Wake"/>.</summary>
    public void Wait() => _news.WaitOne();

    /// <summary>Ends a waiting.</summary>
    public void Wake() => _news.Set();

    /// <summary>Lets nobody in any more.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
        Wake();
    }

    private bool Fits(long bytes, int rows) => !_isClosed && _bytes + bytes <= mostBytes && _rows + rows <= mostRows;
}
