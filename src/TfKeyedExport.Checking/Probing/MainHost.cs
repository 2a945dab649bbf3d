namespace TfKeyedExport.Checking.Probing;

/// <summary>The host that most calls go to.</summary>
internal sealed class MainHost(FreshHost first) : IDisposable
{
    public FreshHost Current { get; private set; } = first;

    /// <summary>Closes it and opens another, so that no two are open at a time.</summary>
    public void Replace(Func<FreshHost> open)
    {
        Current.Dispose();
        Current = open();
    }

    public void Dispose() => Current.Dispose();
}
