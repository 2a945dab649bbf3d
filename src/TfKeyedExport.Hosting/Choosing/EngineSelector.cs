using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Hosting.Choosing;

/// <summary>Chooses the engine that runs a model.</summary>
/// <param name="embedded">Makes the embedded engine; called when it is needed.</param>
/// <param name="tensorFlow">Finds TensorFlow's library and makes its engine; called when it is needed, and fails if there is none.</param>
public sealed class EngineSelector(Func<IEngine> embedded, Func<IEngine> tensorFlow)
{
    /// <summary>Opens a model on the engine asked for, or on the first that can run it.</summary>
    /// <param name="kind">The engine asked for.</param>
    /// <param name="model">The model.</param>
    /// <param name="signatures">The signatures that are going to be run: an engine that lacks an operation of one of them cannot be taken.</param>
    /// <param name="options">Metagraph, device and limits.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">
    /// The engine asked for cannot run them; or, with <see cref="EngineKind.Auto"/>, none can: both reasons are given.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public SelectedEngine Select(
        EngineKind kind, SavedModel model, IReadOnlyList<string> signatures, HostOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(signatures);
        ArgumentNullException.ThrowIfNull(options);
        if (kind != EngineKind.Auto)
            return Open(kind == EngineKind.Embedded ? embedded() : tensorFlow(), model, signatures, options, null, cancellation);
        TfKeyedException lacking;
        try
        {
            return Open(embedded(), model, signatures, options, null, cancellation);
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Engine)
        {
            lacking = error;
        }
        try
        {
            return Open(tensorFlow(), model, signatures, options, lacking.What, cancellation);
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Engine)
        {
            throw new TfKeyedException(
                ErrorKind.Engine,
                $"no engine can run this model (embedded: {lacking.What}{At(lacking)}; tensorflow: {error.What}{At(error)})",
                model.Folder,
                error.Next ?? lacking.Next,
                new AggregateException(lacking, error))
            { Side = error.Side };
        }
    }

    private static string At(TfKeyedException error) => error.Where is null ? "" : $" ({error.Where})";

    private static SelectedEngine Open(
        IEngine engine, SavedModel model, IReadOnlyList<string> signatures, HostOptions options, string? passedOver, CancellationToken cancellation)
    {
        IModelHost host = engine.Open(model, options, cancellation);
        try
        {
            foreach (string signature in signatures)
                host.Prepare(signature);
            return new SelectedEngine(engine, host, passedOver);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
