using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Analyses.Shapes;

public class ShapeAnalysisTests
{
    public static IEnumerable<TheoryDataRow<string>> Models => GoldenCorpus.Models.Select(m => new TheoryDataRow<string>(m));

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_inferred_holds_for_every_tensor_of_every_recorded_call(string model)
    {
        using var run = new WholeRun(model);
        foreach (GoldenCase recorded in GoldenDocument.Load(Repository.Model(model + ".golden.json")).Cases.Where(c => c.Outputs is not null))
        {
            if (run.Signature(recorded.Signature) is not { } signature)
                continue;
            (Graph graph, ShapeAnalysis shapes, Frame frame) = run.Run(signature, recorded.Inputs);
            var inferred = new InferredShape();
            for (int i = 0; i < graph.Results.Count; i++)
            {
                Value value = frame.Result(i);
                inferred.AssertHolds(
                    shapes[graph.Results[i]], value.Shape.ToArray(),
                    () => [.. Enumerable.Range(0, value.Count).Select(e => value.Type == DataType.Int64 ? value.Span<long>()[e] : value.Span<int>()[e])],
                    $"{graph.Results[i].Node} in {signature.Name}");
            }
        }
    }

    [Fact]
    public void Most_tensors_of_a_network_have_an_inferred_shape()
    {
        using var run = new WholeRun("tiny_transformer");
        Graph graph = run.Prepare(run.Signature("serving_default")!);
        var shapes = new ShapeAnalysis(graph, new KnownValues());

        Assert.All(graph.Nodes.Where(n => n.Types.Length == 1), n => Assert.NotNull(shapes[n.Output()].Sizes));
    }

    /// <summary>Runs what a model's signatures compute before any pass, and keeps every tensor whose shape is inferred.</summary>
    private sealed class WholeRun : IDisposable
    {
        private readonly KnownValues _known = new();
        private readonly HostState _state;
        private readonly GraphSource _source;
        private readonly Planner _planner;
        private readonly TfKeyedExport.Embedded.Runtime.ExecutionContext _context;

        public WholeRun(string model)
        {
            MetaGraph metaGraph = MetaGraphChoice.Of(SavedModel.Load(Repository.Model(model)), null);
            _state = new HostState(metaGraph, new HostOptions());
            _source = new GraphSource(metaGraph);
            _planner = new Planner(_state, KernelCatalog.Default);
            _context = new TfKeyedExport.Embedded.Runtime.ExecutionContext(_state);
            new Initialization(metaGraph, _source, _planner, _state).Run();
        }

        public ModelSignature? Signature(string? name) => name is null ? null : _state.MetaGraph.Signature(name);

        public Graph Prepare(ModelSignature signature)
        {
            Graph graph = CallableGraph.Build(_source, signature);
            for (int i = 0; i < signature.Inputs.Count; i++)
                KnownValues.Declare(graph.Parameters[i], signature.Inputs[i].Shape);
            var written = new WrittenState();
            written.Scan(graph);
            return _planner.Prepare(graph, written);
        }

        public (Graph Graph, ShapeAnalysis Shapes, Frame Frame) Run(ModelSignature signature, IReadOnlyDictionary<string, Tensor> inputs)
        {
            Graph graph = Prepare(signature);
            var shapes = new ShapeAnalysis(graph, _known);
            IEnumerable<NodeOutput> outputs = graph.Nodes.Where(n => !n.IsParameter && n.Types.Length > 0).Select(n => n.Output());
            graph = graph with { Results = [.. outputs.Where(o => shapes[o].Sizes is not null)] };
            var frame = new Frame(Layout.Lay(graph, _known, KernelCatalog.Default, _state), _context);
            for (int i = 0; i < signature.Inputs.Count; i++)
            {
                if (frame.Parameter(i) is { } parameter)
                    _context.Bind(parameter, inputs[signature.Inputs[i].Name]);
            }
            frame.Run();
            return (graph, shapes, frame);
        }

        public void Dispose()
        {
            _context.Dispose();
            _state.Dispose();
        }
    }
}
