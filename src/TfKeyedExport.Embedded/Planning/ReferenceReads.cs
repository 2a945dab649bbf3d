using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Finds where the value of a TensorFlow 1 variable is read that may have been written meanwhile. A reference then has to be looked up again,
/// and the read may neither be passed over nor be taken for the same as another.
/// </summary>
internal static class ReferenceReads
{
    /// <summary>The operation that gives what a reference's variable holds now.</summary>
    public const string Op = "_ReadReference";

    /// <summary>Whether an operation gives the reference on that is its first input.</summary>
    public static bool PassesReference(Node node) => node.Op is "RefIdentity" or "Assign" or "AssignAdd" or "AssignSub"
        or "ScatterAdd" or "ScatterDiv" or "ScatterMax" or "ScatterMin" or "ScatterMul" or "ScatterSub" or "ScatterUpdate";

    /// <summary>Marks the reads of a graph and its regions.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isWritten">Whether the variable of a node may be written.</param>
    public static Graph Mark(Graph graph, Func<Node, bool> isWritten) => HasReferences(graph) ? Mark(graph, isWritten, []) : graph;

    private static bool HasReferences(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Op is "Variable" or "VariableV2" || node.Regions.Any(HasReferences))
                return true;
        }
        return false;
    }

    private static Graph Mark(Graph graph, Func<Node, bool> isWritten, Node?[] arguments) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count > 0)
        {
            // Of If and Case the first input chooses the branch and is not passed on.
            int skipped = node.Op is "While" or "StatelessWhile" ? 0 : 1;
            Node?[] passed = [.. node.Inputs.Skip(skipped).Select(i => VariableOf(i, arguments))];
            return GraphRewriter.RewriteRegions(node, nodes, r => Mark(r, isWritten, passed));
        }
        if (node.Op != "Identity" || VariableOf(node.Inputs[0], arguments) is not { } variable || !isWritten(variable))
            return null;
        nodes.Add(new Node(Op, node.Attributes, node.Origin, [.. node.Inputs], [], [.. node.OutputTypes]));
        return nodes[^1].Outputs;
    });

    private static Node? VariableOf(NodeOutput output, Node?[] arguments)
    {
        while (true)
        {
            Node node = output.Node;
            if (node.IsParameter)
                return node.Attributes.Int("index") is var index && index < arguments.Length ? arguments[index] : null;
            if (node.Op is "Variable" or "VariableV2")
                return node;
            if (node.Op == "While")
                output = node.Inputs[output.Index];
            else if (PassesReference(node) && node.Inputs.Count > 0)
                output = node.Inputs[0];
            else
                return null;
        }
    }
}
