using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.TensorFlow;

namespace TfKeyedExport.Cli.Options;

/// <summary>Where the user wants a model to be run.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="TensorFlow">How TensorFlow's library is found and set up, if it comes to that.</param>
/// <param name="Host">Metagraph, device and limits.</param>
internal sealed record EnginePlace(EngineKind Kind, TensorFlowOptions TensorFlow, HostOptions Host)
{
    /// <summary>The place of somebody who says nothing.</summary>
    public static EnginePlace Default { get; } = new(EngineKind.Auto, new TensorFlowOptions(), new HostOptions());

    /// <summary>The engine that tells, for one that rounds otherwise in another batch, rounding from rows that mix.</summary>
    public IEngine Invariant { get; } = new EmbeddedEngine();

    /// <summary>The choice among the engines that this program has.</summary>
    public EngineChoice Choice => new(new EngineSelector(static () => new EmbeddedEngine(), () => new TensorFlowEngine(TensorFlow)), Kind, Host);
}
