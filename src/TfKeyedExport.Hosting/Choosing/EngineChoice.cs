using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Hosting.Choosing;

/// <summary>Where a model is to be run, and how.</summary>
/// <param name="Selector">The engines that there are.</param>
/// <param name="Kind">The engine asked for.</param>
/// <param name="Options">Metagraph, device and limits.</param>
/// <example>
/// <code>
/// var engines = new EngineSelector(() => new EmbeddedEngine(), () => new TensorFlowEngine());
/// using IModelHost host = new EngineChoice(engines, EngineKind.Auto, new HostOptions()).Open(SavedModel.Load("babyweight"), ["serving_default"]).Host;
/// </code>
/// </example>
public sealed record EngineChoice(EngineSelector Selector, EngineKind Kind, HostOptions Options)
{
    /// <summary>Opens a model on the engine asked for, or on the first that can run it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signatures">The signatures that are going to be run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">No engine that was asked for can run them.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public SelectedEngine Open(SavedModel model, IReadOnlyList<string> signatures, CancellationToken cancellation = default) =>
        Selector.Select(Kind, model, signatures, Options, cancellation);
}
