using System.Collections.Concurrent;
using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Inner;
using TfKeyedExport.Safety;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Embedded;

/// <summary>A model opened on the embedded engine.</summary>
internal sealed class EmbeddedHost : IModelHost, IInnerValues
{
    private readonly ConcurrentDictionary<(string Signature, bool AnyShape), EmbeddedRunner> _runners = [];
    private readonly ConcurrentBag<EmbeddedRunner> _watching = [];
    private readonly GraphSource _source;
    private readonly HostState _state;
    private readonly Planner _planner;
    private readonly SafetyGate _gate;
    private readonly Lock _planning = new();
    private readonly HostLifetime _lifetime;
    private WrittenState? _written;

    private EmbeddedHost(MetaGraph metaGraph, HostOptions options, KernelRegistry registry, string? without)
    {
        _source = new GraphSource(metaGraph);
        _gate = new SafetyGate(metaGraph, _source, options.AllowedOperations);
        _state = new HostState(metaGraph, options);
        _lifetime = new HostLifetime(Free);
        _planner = new Planner(_state, registry, without);
        Signatures = [.. metaGraph.Signatures.Where(s => s.IsServable).Select(s => s.Name)];
    }

    public string Engine => EmbeddedEngine.EngineName;

    public string Description => $"{EmbeddedEngine.EngineName} {typeof(EmbeddedHost).Assembly.GetName().Version?.ToString(3)} on the CPU";

    public IReadOnlyList<string> Signatures { get; }

    public bool EndsCallsEarly => true;

    /// <inheritdoc/>
    public bool BearsAnyShape => true;

    /// <summary>Opens a model: restores its variables and initialises its tables.</summary>
    /// <param name="metaGraph">The model.</param>
    /// <param name="options">Limits.</param>
    /// <param name="registry">The operations.</param>
    /// <param name="without">The name of one of the <see cref="Passes"/> to leave out, for tests; null for none.</param>
    public static EmbeddedHost Open(MetaGraph metaGraph, HostOptions options, KernelRegistry registry, string? without = null)
    {
        var host = new EmbeddedHost(metaGraph, options, registry, without);
        try
        {
            host._gate.CheckLoading();
            new Initialization(metaGraph, host._source, host._planner, host._state).Run();
            return host;
        }
        catch (Exception e)
        {
            (e as TfKeyedException)?.Assume(ErrorSide.Model);
            host.Dispose();
            throw;
        }
    }

    public ISignatureRunner Prepare(string signature) => Prepare(signature, anyShape: false);

    public ISignatureRunner PrepareForAnyShape(string signature) => Prepare(signature, anyShape: true);

    public (ISignatureRunner Runner, IReadOnlyList<NodeOutput> Given) Watch(string signature, Func<Graph, IReadOnlyList<NodeOutput>> choose) => Within(() =>
    {
        lock (_planning)
        {
            ModelSignature found = Find(signature);
            Graph whole = Build(found);
            (Graph part, IReadOnlyList<NodeOutput> given) = GraphPart.Giving(whole, choose(whole));
            ModelSignature inner = found with { Outputs = [.. given.Select(g => new SignatureArgument("", g.Type, default, ""))] };
            var runner = new EmbeddedRunner(inner, _planner.Plan(part, _written ??= FindWrites(found, whole)), _state, _lifetime);
            _watching.Add(runner);
            return ((ISignatureRunner)runner, given);
        }
    });

    public void Dispose() => _lifetime.Dispose();

    private EmbeddedRunner Prepare(string signature, bool anyShape) =>
        Within(() => _runners.TryGetValue((signature, anyShape), out EmbeddedRunner? runner) ? runner : Plan(signature, anyShape));

    // While the host lives; what fails here is the model's fault.
    private T Within<T>(Func<T> work)
    {
        _lifetime.Enter();
        try
        {
            return work();
        }
        catch (TfKeyedException e)
        {
            e.Assume(ErrorSide.Model);
            throw;
        }
        finally
        {
            _lifetime.Leave();
        }
    }

    private void Free()
    {
        foreach (EmbeddedRunner runner in _runners.Values.Concat(_watching))
            runner.Dispose();
        _state.Dispose();
    }

    /// <summary>What all signatures together write; the graph of one of them is there already.</summary>
    private WrittenState FindWrites(ModelSignature built, Graph graph)
    {
        var written = new WrittenState();
        written.Scan(graph);
        foreach (ModelSignature signature in _state.MetaGraph.Signatures.Where(s => s.IsServable && !ReferenceEquals(s, built)))
        {
            // A signature that cannot be fed cannot be run, and so writes nothing.
            if (signature.Inputs.Concat(signature.Outputs).All(a => a.IsTensor) && new WriteSearch(_source).MayWrite(signature))
                written.Scan(CallableGraph.Build(_source, signature));
        }
        return written;
    }

    private EmbeddedRunner Plan(string name, bool anyShape)
    {
        lock (_planning)
        {
            if (_runners.TryGetValue((name, anyShape), out EmbeddedRunner? runner))
                return runner;
            ModelSignature signature = anyShape ? Find(name).WithOpenInputs() : Find(name);
            Graph graph = Build(signature);
            runner = new EmbeddedRunner(signature, _planner.Plan(graph, _written ??= FindWrites(signature, graph)), _state, _lifetime);
            _runners[(name, anyShape)] = runner;
            return runner;
        }
    }

    private ModelSignature Find(string name) => _state.MetaGraph.Signatures.FirstOrDefault(s => s.Name == name && s.IsServable)
        ?? throw TfKeyedException.BadRequest(
            $"there is no signature {name}; {(Signatures.Count == 0 ? "the model has none" : $"there are {string.Join(", ", Signatures)}")}",
            _state.MetaGraph.Model.Folder,
            Signatures.Count == 0 ? "a model without signatures gets one, with a key, by tfkeyed export" : null);

    private Graph Build(ModelSignature signature)
    {
        signature.CheckInputs(_state.MetaGraph.Model.Folder);
        _gate.CheckSignature(signature);
        Graph graph = CallableGraph.Build(_source, signature);
        for (int i = 0; i < signature.Inputs.Count; i++)
            KnownValues.Declare(graph.Parameters[i], signature.Inputs[i].Shape);
        return graph;
    }
}
