using TfKeyedExport.Hosting;

namespace TfKeyedExport.Benchmarking;

/// <summary>An engine that takes part in a benchmark.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Options">How the model is opened on it.</param>
public sealed record BenchEntry(IEngine Engine, HostOptions Options)
{
    /// <summary>An engine with the usual options.</summary>
    /// <param name="engine">The engine.</param>
    public BenchEntry(IEngine engine)
        : this(engine, new HostOptions())
    {
    }
}
