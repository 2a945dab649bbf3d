using TfKeyedExport.Graphs;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Follows inputs forwards through a graph until something tells which values they take: a lookup, buckets, an index, a parser, an assertion.</summary>
internal sealed class HintWalk
{
    private readonly TableContents _tables;
    private readonly HintScope _scope = new();
    private readonly SizeRules _sizes;
    private readonly AssertionReader _assertions;

    /// <param name="tables">What the model's tables hold.</param>
    public HintWalk(TableContents tables)
    {
        _tables = tables;
        _sizes = new SizeRules(_scope);
        _assertions = new AssertionReader(_scope, _sizes);
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
    }

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
        // The first input of If and Case chooses the branch; all inputs of While are its variables.
        bool isLoop = node.IsAny(ControlFlowOperations.While, ControlFlowOperations.StatelessWhile);
        int first = isLoop ? 0 : 1;
        if (node.IsAny(ControlFlowOperations.If, ControlFlowOperations.StatelessIf) && node.Regions.Count == 2 && AssertionReader.Fails(node.Regions[0]) != AssertionReader.Fails(node.Regions[1]))
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
        IReadOnlyList<Trail> At(int input) => input < node.Inputs.Count ? _scope.Of(node.Inputs[input]) : [];

        switch (node.Work.Name)
        {
            case "LookupTableFindV2" or "LookupTableFind":
                foreach (Trail looked in At(1))
                    AddKeys(looked, _tables.KeysOf(_scope.Origin(node.Inputs[0])));
                _scope.SetLookedUp(node.Output(), At(1));
                break;
            case "Bucketize":
                foreach (Trail bucketed in At(0))
                    bucketed.Hints.Boundaries.AddRange(node.Attributes.Floats("boundaries").Take(TableContents.MaxKeys).Select(b => bucketed.Source(b)).Where(double.IsFinite));
                break;
            case "Assert" when node.Inputs.Count > 0:
                _assertions.Require(node.Inputs[0], true);
                break;
            case { } when ExampleSpecReader.IsParser(node):
                foreach (Trail parsed in At(0).Where(t => t.Hints.Example is null))
                    ExampleSpecReader.Read(node, parsed.Hints, _scope);
                break;
            case { } when TextRules.Apply(node, _scope):
                break;
            default:
                IndexRules.Apply(node, _scope);
                _sizes.Apply(node);
                PassRules.Apply(node, _scope);
                break;
        }
    }

    private static void AddKeys(Trail trail, Tensor? keys)
    {
        if (keys is null)
            return;
        InputHints hints = trail.Hints;
        // A large vocabulary is sampled evenly.
        int step = Math.Max(1, keys.Count / TableContents.MaxKeys);
        for (int i = 0; i < keys.Count; i += step)
        {
            if (keys.Type == DataType.String)
                AddNew(hints.Words, keys.Strings[i].ToArray());
            else if (keys.Type == DataType.Int64)
                hints.Ids.Add(trail.Source(keys.Values<long>()[i]));
            else if (keys.Type == DataType.Int32)
                hints.Ids.Add(trail.Source((long)keys.Values<int>()[i]));
        }
    }

    private static void AddNew(List<byte[]> words, byte[] word)
    {
        if (words.Count < TableContents.MaxKeys && !words.Any(w => w.AsSpan().SequenceEqual(word)))
            words.Add(word);
    }
}
