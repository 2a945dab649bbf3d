using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>
/// Finds the truth values of a graph that follow what its inputs hold, and that something else than logic takes: what a model does otherwise, it does by them.
/// Those within branches and loops are left out, since not every call comes there.
/// </summary>
internal sealed class PredicateReader
{
    // Of one predicate: what is shared by many parts of it is read as often.
    private const int MostParts = 64;
    private const int MostBranches = 8;
    private const int MostAsserted = 16;

    private static readonly HashSet<Operation> Logic =
    [
        ElementwiseOperations.LogicalAnd, ElementwiseOperations.LogicalOr, ElementwiseOperations.LogicalNot,
        ReductionOperations.Any, ReductionOperations.All,
    ];

    private static readonly HashSet<Operation> Sizes = [ArrayOperations.Shape, ArrayOperations.ShapeN, ArrayOperations.Size, ArrayOperations.Rank];

    private readonly Graph _graph;
    private readonly HashSet<Node> _following = [];
    private readonly HashSet<Node> _sized = [];
    private int _parts;

    private PredicateReader(Graph graph, IEnumerable<Node> inputs)
    {
        _graph = graph;
        _following.UnionWith(inputs);
        _sized.UnionWith(graph.Parameters);
        foreach (Node node in graph.Nodes)
        {
            bool isSize = node.Operation is { } operation && Sizes.Contains(operation);
            foreach (NodeOutput input in node.Inputs)
            {
                if (!isSize && _following.Contains(input.Node))
                    _following.Add(node);
                if (isSize || _sized.Contains(input.Node))
                    _sized.Add(node);
            }
        }
        _sized.ExceptWith(graph.Parameters);
        _sized.ExceptWith(_following);
    }

    /// <summary>The predicates of a graph: those first that choose what is computed.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">Those of its parameters that may be chosen.</param>
    public static IEnumerable<Predicate> Read(Graph graph, IEnumerable<Node> inputs)
    {
        var reader = new PredicateReader(graph, inputs);
        var taken = new HashSet<NodeOutput>();
        return reader.Choices(reader._following, taken).Concat(reader.Others(reader._following, taken));
    }

    /// <summary>The predicates of a graph that follow the sizes of its inputs, and not what they hold.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<Predicate> ReadSizes(Graph graph, IEnumerable<Node> inputs)
    {
        var reader = new PredicateReader(graph, inputs);
        var taken = new HashSet<NodeOutput>();
        return reader.Choices(reader._sized, taken).Concat(reader.Others(reader._sized, taken));
    }

    /// <summary>What a graph asserts of its inputs, as one predicate: calls are refused unless it holds. Null if it asserts nothing.</summary>
    /// <inheritdoc cref="Read"/>
    public static Predicate? ReadAsserted(Graph graph, IEnumerable<Node> inputs)
    {
        var reader = new PredicateReader(graph, inputs);
        Predicate? all = null;
        foreach (Predicate asserted in reader.Asserted().Take(MostAsserted))
            all = all is null ? asserted : new Predicate.Both(all, asserted, IsEither: false);
        return all;
    }

    private IEnumerable<Predicate> Asserted()
    {
        foreach (Node node in _graph.Nodes.Where(n => n.Inputs.Count > 0 && n.Inputs[0].Type == DataType.Bool && _following.Contains(n.Inputs[0].Passed.Node)))
        {
            if (node.Is(ControlFlowOperations.Assert))
                yield return Whole(node.Inputs[0]);
            // As Python's assertions are written: a branch that does nothing, and one that fails.
            else if (node.Regions is [var then, var other] && Fails(then) != Fails(other))
                yield return Fails(then) ? new Predicate.Not(Whole(node.Inputs[0])) : Whole(node.Inputs[0]);
        }
    }

    private static bool Fails(Graph branch) => branch.Nodes.Any(n => n.Is(ControlFlowOperations.Assert));

    private IEnumerable<Predicate> Choices(HashSet<Node> among, HashSet<NodeOutput> taken)
    {
        foreach (Node node in _graph.Nodes.Where(n => n.Regions.Count > 0 && !n.IsLoop && n.Inputs.Count > 0))
        {
            NodeOutput choice = node.Inputs[0].Passed;
            if (!among.Contains(choice.Node) || !taken.Add(choice))
                continue;
            if (choice.Type == DataType.Bool)
                yield return Whole(choice);
            else if (choice.Type.IsInteger() && node.IsAny(ControlFlowOperations.Case, ControlFlowOperations.StatelessCase))
            {
                for (int branch = 0; branch < Math.Min(node.Regions.Count, MostBranches); branch++)
                    yield return new Predicate.Chosen(choice, branch);
            }
        }
    }

    private IEnumerable<Predicate> Others(HashSet<Node> among, HashSet<NodeOutput> taken)
    {
        IEnumerable<NodeOutput> read = _graph.Nodes.Where(n => n.Operation is not { } o || (!Logic.Contains(o) && !o.PassesValues)).SelectMany(n => n.Inputs);
        foreach (NodeOutput truth in read.Where(i => i.Type == DataType.Bool).Select(i => i.Passed))
        {
            if (among.Contains(truth.Node) && !truth.Node.IsParameter && taken.Add(truth))
                yield return Whole(truth);
        }
    }

    private Predicate Whole(NodeOutput truth)
    {
        _parts = 0;
        return Of(truth);
    }

    private Predicate Of(NodeOutput truth)
    {
        truth = truth.Passed;
        Node node = truth.Node;
        if (++_parts > MostParts)
            return new Predicate.Opaque(truth);
        if (node.IsAny(ElementwiseOperations.LogicalAnd, ElementwiseOperations.LogicalOr))
            return new Predicate.Both(Of(node.Inputs[0]), Of(node.Inputs[1]), node.Is(ElementwiseOperations.LogicalOr));
        if (node.Is(ElementwiseOperations.LogicalNot))
            return new Predicate.Not(Of(node.Inputs[0]));
        if (node.IsAny(ReductionOperations.Any, ReductionOperations.All))
            return new Predicate.Reduced(Of(node.Inputs[0]), node.Is(ReductionOperations.Any));
        return Comparison.Of(node.Operation) is { } by && node.Inputs.Count == 2 && node.Inputs[0].Type != DataType.String
            ? new Predicate.Compared(by, node.Inputs[0], node.Inputs[1])
            : new Predicate.Opaque(truth);
    }
}
