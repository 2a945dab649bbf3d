using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>
/// Follows inputs forwards through a graph until something tells which values they take: a lookup, buckets, an index, a parser, an assertion.
/// </summary>
internal sealed class HintWalk
{
    private readonly TableContents _tables;
    private readonly HintScope _scope = new();
    private readonly AssertionReader _assertions;

    /// <param name="tables">What the model's tables hold.</param>
    public HintWalk(TableContents tables)
    {
        _tables = tables;
        _assertions = new AssertionReader(_scope);
    }

    /// <summary>Marks what follows inputs through a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The hints to fill, one for each of the graph's parameters, and the shapes that the parameters are declared with.</param>
    public void Follow(Graph graph, IReadOnlyList<(InputHints Hints, TensorShape Shape)> parameters)
    {
        for (int i = 0; i < parameters.Count && i < graph.Parameters.Count; i++)
        {
            _scope.Set(graph.Parameters[i].Output(), [new Trail(parameters[i].Hints)]);
            _scope.Declare(graph.Parameters[i], parameters[i].Shape);
        }
        Follow(graph);
        new ComparisonReader(_scope, Compared).Read(graph);
        new SizingReader(_scope).Read(graph);
    }

    /// <summary>The whole numbers that may be numbers of rows, steps or calls.</summary>
    public ComparedSizes Compared { get; } = new();

    private void Follow(Graph graph)
    {
        _scope.Enter(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node.Regions.Count > 0)
                FollowRegions(node);
            else
                Visit(node);
        }
        _scope.Leave();
    }

    private void FollowRegions(Node node)
    {
        bool isLoop = node.IsLoop;
        int first = node.FirstGiven;
        if (node.IsAny(ControlFlowOperations.If, ControlFlowOperations.StatelessIf)
            && node.Regions.Count == 2
            && AssertionReader.Fails(node.Regions[0]) != AssertionReader.Fails(node.Regions[1]))
            _assertions.Require(node.Inputs[0], AssertionReader.Fails(node.Regions[1]));
        foreach (Graph region in node.Regions)
        {
            for (int i = 0; i < region.Parameters.Count && first + i < node.Inputs.Count; i++)
            {
                NodeOutput outer = node.Inputs[first + i];
                _scope.Set(region.Parameters[i].Output(), _scope.Of(outer));
                // What a loop changes is not what came in; what it only carries along is.
                if (!isLoop || IsCarried(node, i))
                    _scope.Bind(region.Parameters[i], outer);
            }
            Follow(region);
        }
        for (int i = 0; i < node.OutputTypes.Count; i++)
        {
            IEnumerable<NodeOutput> results = node.Regions.Skip(isLoop ? 1 : 0).Where(r => i < r.Results.Count).Select(r => r.Results[i]);
            _scope.Set(node.Output(i), [.. results.SelectMany(_scope.Of).Select(t => t.Reshaped()).Distinct()]);
        }
    }

    /// <summary>Whether the body of a loop gives a variable back as it got it.</summary>
    private static bool IsCarried(Node loop, int variable) => loop.Regions is [_, var body]
        && variable < body.Results.Count && variable < body.Parameters.Count
        && ConstantReader.Origin(body.Results[variable]) == body.Parameters[variable];

    private void Visit(Node node)
    {
        if (node.Operation?.Hints is { } rule)
            rule.Apply(new Request(node, this));
    }

    private sealed class Request(Node node, HintWalk walk) : HintRequest
    {
        private readonly HintScope _scope = walk._scope;

        public override NodeAttributes Attributes => node.Attributes;

        public override int InputCount => node.Inputs.Count;

        public override IReadOnlyList<DataType> OutputTypes => node.OutputTypes;

        public override IReadOnlyList<Trail> Trails(int input) => input < node.Inputs.Count ? _scope.Of(node.Inputs[input]) : [];

        public override void Set(int output, IReadOnlyList<Trail> trails)
        {
            if (output < node.OutputTypes.Count)
                _scope.Set(node.Output(output), trails);
        }

        public override void SetLookedUp(int output, IReadOnlyList<Trail> trails) => _scope.SetLookedUp(node.Output(output), trails);

        public override Tensor? KeysOf(int input) => walk._tables.KeysOf(_scope.Origin(node.Inputs[input]));

        public override double[]? Numbers(int input) => input < node.Inputs.Count ? _scope.Numbers(node.Inputs[input]) : null;

        public override Tensor? Constant(int input) => input < node.Inputs.Count ? _scope.Constant(node.Inputs[input]) : null;

        public override long[]? SizesOf(int input) => input < node.Inputs.Count ? _scope.SizesOf(node.Inputs[input]) : null;

        public override (InputHints Hints, int Dimension)? SizeOf(int input) => _scope.SizeOf(node.Inputs[input]);

        public override void SetSizeOf(int output, InputHints hints, int dimension) => _scope.SetSizeOf(node.Output(output), hints, dimension);

        public override void Require(int input) => walk._assertions.Require(node.Inputs[input], true);

        public override Range Inputs(string argument) => new DeclaredArguments(node).InputRange(argument);

        public override Range Outputs(string argument) => new DeclaredArguments(node).OutputRange(argument);
    }
}
