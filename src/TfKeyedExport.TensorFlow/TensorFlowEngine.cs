using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Hosting;
using TfKeyedExport.Safety;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.TensorFlow.Sessions;
using TfKeyedExport.TensorFlow.Staging;

namespace TfKeyedExport.TensorFlow;

/// <summary>Runs models on TensorFlow's own library in this process.</summary>
/// <param name="options">How the library is found and set up; null finds it by itself.</param>
public sealed class TensorFlowEngine(TensorFlowOptions? options = null) : IEngine
{
    private readonly TensorFlowOptions _options = options ?? new TensorFlowOptions();

    /// <inheritdoc/>
    public string Name => "tensorflow";

    /// <inheritdoc/>
    /// <value>False: its kernels add in another order for another size of batch.</value>
    public bool IsBatchInvariant => false;

    /// <summary>Opens one metagraph of a model; its variables are restored and its tables initialised by TensorFlow.</summary>
    /// <inheritdoc/>
    public IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default) => OpenHost(model, options, cancellation);

    /// <summary>Opens a model as <see cref="Open"/> does, as the type that can also trace.</summary>
    /// <param name="model">The model as loaded, or as edited in memory.</param>
    /// <param name="options">Which metagraph, which device, how many threads. TensorFlow cannot limit memory for one call: that limit is not used.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">
    /// The model cannot be read, there is no library or no such device, or TensorFlow cannot load the model, or not within the time limit.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public TensorFlowHost OpenHost(SavedModel model, HostOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        DeviceRequest device = DeviceRequest.Parse(options.Device);
        MetaGraph metaGraph = MetaGraphChoice.Of(model, options.Tags);
        TensorFlowLibrary library = TensorFlowLibrary.Load(_options.LibraryPath, _options.Log);
        if (device.Kind == DeviceKind.Gpu)
            GpuRequirement.Check(device, library.HasGpuKernels, library.Path, GpuProbe.Read());

        var gate = new SafetyGate(metaGraph, new GraphSource(metaGraph), options.AllowedOperations, isForTensorFlow: true);
        gate.CheckLibrary();
        gate.CheckLoading();
        LoadableModel loadable = LoadableModel.Of(model);
        LoadedSession? session = null;
        try
        {
            session = LoadedSession.FromSavedModel(
                loadable.Folder, metaGraph.Tags, SessionConfiguration.For(device, options.Threads, _options.GpuMemoryLimit),
                new CallLimit(options.TimeLimit), model.Folder, loadable.Dispose, cancellation);
            IReadOnlyList<TensorFlowDevice> devices = session.Devices();
            if (device.Kind == DeviceKind.Gpu)
                GpuRequirement.CheckSession(device, devices);
            return new TensorFlowHost(library, metaGraph, session, devices, gate);
        }
        catch (Exception e)
        {
            (e as TfKeyedException)?.Assume(ErrorSide.Model);
            session?.Dispose();
            loadable.Dispose();
            throw;
        }
    }
}
