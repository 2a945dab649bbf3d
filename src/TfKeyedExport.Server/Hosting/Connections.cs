using Microsoft.AspNetCore.Connections;

namespace TfKeyedExport.Server.Hosting;

/// <summary>How many connections are open: a server that is going to end waits a while for its clients to leave by themselves.</summary>
internal sealed class Connections
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private bool _isEnding;

    /// <summary>Counts a connection from its begin to its end.</summary>
    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        Change(1);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Change(-1);
        }
    };

    /// <summary>Waits until none is open.</summary>
    /// <param name="patience">The longest to wait.</param>
    /// <param name="time">The clock.</param>
    public async Task WhenNone(TimeSpan patience, TimeProvider time)
    {
        lock (_gate)
        {
            _isEnding = true;
            if (_open == 0)
                return;
        }
        await Task.WhenAny(_none.Task, Task.Delay(patience, time)).ConfigureAwait(false);
    }

    private void Change(int by)
    {
        lock (_gate)
        {
            _open += by;
            if (_isEnding && _open == 0)
                _none.TrySetResult();
        }
    }
}
