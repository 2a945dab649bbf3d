using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Bounds;

/// <summary>
/// Ends the waiting for a client that does not get on: in each window of time some bytes have to pass. The web server looks at the average since the
/// beginning, so that whoever begins fast may stop for an hour.
/// </summary>
internal sealed class SlowClient : IDisposable
{
    private readonly TimeSpan _window;
    private readonly long _least;
    private readonly CancellationTokenSource _ended;
    private readonly ITimer _timer;
    private long _bytes;

    /// <summary>Begins to watch.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="window">The window.</param>
    /// <param name="least">The bytes.</param>
    /// <param name="gone">Tells that the client has gone.</param>
    public SlowClient(TimeProvider time, TimeSpan window, long least, CancellationToken gone)
    {
        _window = window;
        _least = least;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _timer = time.CreateTimer(_ => End(), null, window, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Watches a client that sends a body.</summary>
    public static SlowClient OfBody(LimitOptions limits, TimeProvider time, CancellationToken gone) =>
        new(time, limits.SlowWindow, (long)(limits.LeastBytesPerSecond * limits.SlowWindow.TotalSeconds), gone);

    /// <summary>Ends the waiting, since the client is too slow or has gone.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Whether it was too slow.</summary>
    public bool IsTooSlow { get; private set; }

    /// <summary>Some bytes passed.</summary>
    public void Passed(long bytes)
    {
        _bytes += bytes;
        if (_bytes < _least)
            return;
        _bytes = 0;
        _timer.Change(_window, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _ended.Dispose();
    }

    private void End()
    {
        IsTooSlow = true;
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was done at this very moment.
        }
    }
}
