using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Hosting;

/// <summary>Something that can run SavedModels.</summary>
public interface IEngine
{
    /// <summary>The name that options and reports use: <c>embedded</c> or <c>tensorflow</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether a row's answer has the same bits alone and in any batch, in every call, unless the model itself mixes rows: what a
    /// comparison of answers may build on.
    /// </summary>
    bool IsBatchInvariant { get; }

    /// <summary>Opens one metagraph of a model: its variables are restored and its tables initialised.</summary>
    /// <param name="model">The model as loaded, or as edited in memory; its folder supplies variables and assets.</param>
    /// <param name="options">Which metagraph, which device, which limits.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A host with state of its own: what a stateful model changes in it is not seen by other hosts.</returns>
    /// <exception cref="Errors.TfKeyedException">The model cannot be read, the engine cannot run it, or opening it went beyond a limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default);
}
