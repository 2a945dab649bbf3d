using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Variables;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Finds where the value of a TensorFlow 1 variable is read that may have been written meanwhile. A reference then has to be looked up again,
/// and the read may neither be passed over nor be taken for the same as another.
/// </summary>
internal static class ReferenceReads
{
    /// <summary>Marks the reads of a graph and its regions.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isWritten">Whether the variable of a node may be written.</param>
    /// <param name="isUnset">Whether it has no value yet. Whoever reads it then has to look when it runs, and fails if there is still none.</param>
    public static Graph Mark(Graph graph, Func<Node, bool> isWritten, Func<Node, bool> isUnset) =>
        HasReferences(graph) ? LookedUp(Mark(graph, isWritten, []), isUnset) : graph;

    // Only an assignment, and the question whether there is a value, take a reference without one.
    private static Graph LookedUp(Graph graph, Func<Node, bool> isUnset)
    {
        Graph marked = GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => LookedUp(r, isUnset));
            if (TakesReferences(node) || !node.Inputs.Any(IsUnset))
                return null;
            var reads = node.Inputs.Where(IsUnset).Distinct().ToDictionary(i => i, Read);
            nodes.AddRange(reads.Values);
            nodes.Add(node.With([.. node.Inputs.Select(i => reads.TryGetValue(i, out Node? read) ? read.Output() : i)], [.. node.ControlInputs]));
            return nodes[^1].Outputs;
        });
        if (!marked.Results.Any(IsUnset))
            return marked;
        var all = new List<Node>(marked.Nodes);
        var results = new List<NodeOutput>();
        foreach (NodeOutput result in marked.Results)
        {
            if (IsUnset(result))
                all.Add(Read(result));
            results.Add(IsUnset(result) ? all[^1].Output() : result);
        }
        return marked with { Nodes = all, Results = [.. results] };

        bool IsUnset(NodeOutput output) => output.Node.IsAny(VariableOperations.Variable, VariableOperations.VariableV2) && isUnset(output.Node);

        static Node Read(NodeOutput reference) => new(new ReadReferenceStep(), NodeAttributes.None, reference.Node.Origin, [reference], [], [reference.Type]);
    }

    private static bool TakesReferences(Node node) =>
        node.Operation is { PassesReference: true } || node.Work is ReadReferenceStep || node.Is(VariableOperations.IsVariableInitialized);

    private static bool HasReferences(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.IsAny(VariableOperations.Variable, VariableOperations.VariableV2) || node.Regions.Any(HasReferences))
                return true;
        }
        return false;
    }

    private static Graph Mark(Graph graph, Func<Node, bool> isWritten, Node?[] arguments) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count > 0)
        {
            Node?[] passed = [.. node.Inputs.Skip(node.FirstGiven).Select(i => VariableOf(i, arguments))];
            return GraphRewriter.RewriteRegions(node, nodes, r => Mark(r, isWritten, passed));
        }
        if (!node.Is(ArrayOperations.Identity) || VariableOf(node.Inputs[0], arguments) is not { } variable || !isWritten(variable))
            return null;
        nodes.Add(new Node(new ReadReferenceStep(), NodeAttributes.None, node.Origin, [.. node.Inputs], [], [.. node.OutputTypes]));
        return nodes[^1].Outputs;
    });

    private static Node? VariableOf(NodeOutput output, Node?[] arguments)
    {
        while (true)
        {
            Node node = output.Node;
            if (node.Work is Parameter { Index: var index })
                return index < arguments.Length ? arguments[index] : null;
            if (node.IsAny(VariableOperations.Variable, VariableOperations.VariableV2))
                return node;
            if (node.Is(ControlFlowOperations.While))
                output = node.Inputs[output.Index];
            else if (node.Operation is { PassesReference: true } && node.Inputs.Count > 0)
                output = node.Inputs[0];
            else
                return null;
        }
    }
}
