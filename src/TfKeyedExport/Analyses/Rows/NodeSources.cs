using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>What decides at a node: which of the graph's parameters reach it, and which numbers stand near it.</summary>
internal sealed class NodeSources
{
    private const int MostNodes = 4000;
    private const int MostNumbers = 16;
    private const int MostElements = 4;

    // What is farther away has more to do with other nodes.
    private const int Near = 8;

    // What is compared with what comes of the node, beyond a cast or a view.
    private const int Beside = 3;

    private readonly Dictionary<Node, int> _parameters;
    private readonly Dictionary<Node, List<NodeOutput>> _bound = [];

    /// <param name="graph">The graph.</param>
    public NodeSources(Graph graph)
    {
        _parameters = Enumerable.Range(0, graph.Parameters.Count).ToDictionary(i => graph.Parameters[i]);
        Bind(graph);
    }

    /// <summary>Follows a node back to where its inputs come from, into and out of branches and loops.</summary>
    /// <param name="node">A node of the graph, or of a region in it.</param>
    /// <param name="after">Nodes that what it gives comes to: the numbers beside them count too.</param>
    /// <returns>
    /// The graph's parameters, by their number, and the numbers, those first that are nearest; not 0, 1 and -1, which are axes and steps more often than not.
    /// </returns>
    public (IReadOnlyList<int> Parameters, IReadOnlyList<double> Numbers) Of(Node node, IEnumerable<Node> after)
    {
        var parameters = new List<int>();
        var numbers = new List<double>();
        var seen = new HashSet<Node> { node };
        var waiting = new Queue<(Node Node, int Distance)>([(node, 0)]);
        while (waiting.TryDequeue(out (Node Node, int Distance) at) && seen.Count < MostNodes)
        {
            if (_parameters.TryGetValue(at.Node, out int parameter))
                parameters.Add(parameter);
            if (at.Node.IsConstant && at.Distance <= Near)
                Note(at.Node, numbers);
            foreach (NodeOutput before in Before(at.Node))
            {
                if (seen.Add(before.Node))
                    waiting.Enqueue((before.Node, at.Distance + 1));
            }
        }
        foreach (Node next in after)
            NoteBeside(next, Beside, numbers);
        return (parameters, [.. numbers.Distinct().Take(MostNumbers)]);
    }

    private static void NoteBeside(Node node, int steps, List<double> numbers)
    {
        foreach (NodeOutput input in node.Inputs)
        {
            if (input.Node.IsConstant)
                Note(input.Node, numbers);
            else if (steps > 1 && input.Node.Inputs.Count == 1)
                NoteBeside(input.Node, steps - 1, numbers);
        }
    }

    private IEnumerable<NodeOutput> Before(Node node) =>
        node.Inputs.Concat(node.Regions.SelectMany(r => r.Results)).Concat(_bound.GetValueOrDefault(node) ?? []);

    private void Bind(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (Graph region in node.Regions)
            {
                for (int i = 0; i < region.Parameters.Count && i + node.FirstGiven < node.Inputs.Count; i++)
                {
                    List<NodeOutput> sources = [node.Inputs[i + node.FirstGiven]];
                    if (node.IsLoop && i < node.Regions[1].Results.Count)
                        sources.Add(node.Regions[1].Results[i]);
                    _bound[region.Parameters[i]] = sources;
                }
                Bind(region);
            }
        }
    }

    private static void Note(Node constant, List<double> numbers)
    {
        if (ConstantReader.Read(constant.Output()) is not { Count: > 0 and <= MostElements } tensor)
            return;
        for (int i = 0; i < tensor.Count; i++)
        {
            if (Tensors.Numbers.Any(tensor, i) is { } number && double.IsFinite(number) && number is not (0 or 1 or -1))
                numbers.Add(number);
        }
    }
}
