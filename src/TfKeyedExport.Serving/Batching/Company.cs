namespace TfKeyedExport.Serving.Batching;

/// <summary>
/// Whether it is worth waiting for more requests: not if as many are here already as were together of late. Clients that ask for one thing after the other
/// are waited for as long as they come; one alone is not kept waiting for nobody.
/// </summary>
internal sealed class Company
{
    // Once may be chance; so often, nobody comes.
    private const int VainWaits = 8;

    // As long as nothing is known, anybody may come.
    private int _crowd = int.MaxValue;
    private int _vain;
    private int _most;

    /// <summary>Whether nobody is left to wait for.</summary>
    /// <param name="present">How many requests wait or run.</param>
    public bool IsComplete(int present) => present >= _crowd;

    /// <summary>Notes how many requests wait or run, when one has come.</summary>
    public void See(int present)
    {
        if (present <= _crowd)
            return;
        _crowd = present;
        Forget();
    }

    /// <summary>Notes why a batch was run.</summary>
    /// <param name="closing">The reason.</param>
    /// <param name="present">How many requests waited or ran.</param>
    public void Closed(BatchClosing closing, int present)
    {
        if (closing is BatchClosing.Full or BatchClosing.Idle)
        {
            Forget();
        }
        else if (closing == BatchClosing.Timeout)
        {
            _most = Math.Max(_most, present);
            if (++_vain < VainWaits)
                return;
            _crowd = _most;
            Forget();
        }
    }

    private void Forget() => (_vain, _most) = (0, 0);
}
