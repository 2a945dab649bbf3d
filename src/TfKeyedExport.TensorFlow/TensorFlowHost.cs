using System.Collections.Concurrent;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Safety;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.TensorFlow.Sessions;

namespace TfKeyedExport.TensorFlow;

/// <summary>A model opened on TensorFlow's library. Thread-safe: many threads may run it at once.</summary>
public sealed class TensorFlowHost : IModelHost
{
    private readonly MetaGraph _metaGraph;
    private readonly LoadedSession _session;
    private readonly SafetyGate _gate;
    private readonly ConcurrentDictionary<(string Signature, bool AnyShape), TensorFlowRunner> _runners = [];

    internal TensorFlowHost(TensorFlowLibrary library, MetaGraph metaGraph, LoadedSession session, IReadOnlyList<TensorFlowDevice> devices, SafetyGate gate)
    {
        Library = library;
        Devices = devices;
        _metaGraph = metaGraph;
        _session = session;
        _gate = gate;
        Signatures = [.. metaGraph.Signatures.Where(s => s.IsServable).Select(s => s.Name)];
    }

    /// <inheritdoc/>
    public string Engine => "tensorflow";

    /// <summary>TensorFlow's version and the device that it uses, such as <c>TensorFlow 2.21.0 on CPU:0</c>.</summary>
    public string Description => $"TensorFlow {Library.Version} on {ComputeDevice.ShortName}";

    /// <summary>The library.</summary>
    public TensorFlowLibrary Library { get; }

    /// <summary>The devices that this model may use.</summary>
    public IReadOnlyList<TensorFlowDevice> Devices { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Signatures { get; }

    /// <summary>The device on which TensorFlow places what nothing binds elsewhere.</summary>
    public TensorFlowDevice ComputeDevice => Devices.FirstOrDefault(d => d.Type == "GPU") ?? Devices[0];

    /// <inheritdoc/>
    public ISignatureRunner Prepare(string signature) => PrepareRunner(signature);

    /// <inheritdoc/>
    public ISignatureRunner PrepareForAnyShape(string signature) => PrepareRunner(signature, anyShape: true);

    /// <summary>Prepares a signature as <see cref="Prepare"/> does, as the type that can also trace.</summary>
    /// <param name="signature">A name out of <see cref="Signatures"/>.</param>
    /// <exception cref="TfKeyedException">There is no such signature, or it has inputs or outputs that are not plain tensors.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    public TensorFlowRunner PrepareRunner(string signature) => PrepareRunner(signature, anyShape: false);

    private TensorFlowRunner PrepareRunner(string signature, bool anyShape)
    {
        ArgumentNullException.ThrowIfNull(signature);
        _session.Enter();
        try
        {
            return _runners.GetOrAdd((signature, anyShape), Make);
        }
        catch (TfKeyedException e)
        {
            e.Assume(ErrorSide.Model);
            throw;
        }
        finally
        {
            _session.Leave(abandoned: false);
        }
    }

    /// <summary>Lets go of the model. Calls that run end as usual; those whose callers cancelled are stopped.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>The calls that run now, those whose callers cancelled included.</summary>
    internal int RunningCalls => _session.Calls.Running;

    private TensorFlowRunner Make((string Name, bool AnyShape) wanted)
    {
        string name = wanted.Name;
        ModelSignature signature = _metaGraph.Signature(name) is { IsServable: true } found ? found : throw TfKeyedException.BadRequest(
            $"the model has no signature {name}",
            _metaGraph.Model.Folder,
            Signatures.Count == 0 ? "it has none at all: attach one first" : $"it has {string.Join(", ", Signatures)}");
        _gate.CheckSignature(signature);
        return new TensorFlowRunner(_session, wanted.AnyShape ? signature.WithOpenInputs() : signature, FeedsAndFetches.Of(signature, _session.Graph));
    }
}
