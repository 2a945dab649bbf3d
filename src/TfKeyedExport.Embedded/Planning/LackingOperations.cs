using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.Safety;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Says which operations of a graph the engine cannot run: all at once, before anything runs.</summary>
internal static class LackingOperations
{
    private const int ShownNodes = 3;

    /// <summary>Checks a graph and its regions.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="registry">The operations.</param>
    /// <param name="allowed">The operations that the user allowed to reach outside the model.</param>
    /// <exception cref="TfKeyedException">Something is lacking; or it reaches outside the model and was not allowed, which no other engine may run either.</exception>
    public static void Check(Graph graph, KernelRegistry registry, IReadOnlyList<string> allowed)
    {
        IReadOnlyDictionary<string, List<NodeOrigin>> lacking = Find(graph, registry);
        if (lacking.Count == 0)
            return;
        // The gate comes first; what is here all the same must not be left to an engine that would run it.
        if (Nodes(graph).FirstOrDefault(n => !allowed.Contains(n.Op) && OutsideOperations.Find(n.Op) is { FileInputs.Length: 0, Attribute: null, NeedsPython: false }) is { } outside)
            throw SafetyGate.Refusal(graph.Name, $"{outside.Op} {OutsideOperations.Find(outside.Op)!.Does} at {outside.Origin}", null, outside.Op);
        throw TfKeyedException.Engine(
            "the embedded engine cannot run " + string.Join("; ", lacking.Select(l => $"{l.Key} at {Nodes(l.Value)}")),
            graph.Name,
            "use --engine tensorflow");
    }

    /// <summary>What is lacking in a graph and its regions, with the nodes that need it.</summary>
    public static SortedDictionary<string, List<NodeOrigin>> Find(Graph graph, KernelRegistry registry)
    {
        var lacking = new SortedDictionary<string, List<NodeOrigin>>(StringComparer.Ordinal);
        foreach (Node node in Nodes(graph))
        {
            if (Reason(node, registry) is not { } reason)
                continue;
            if (!lacking.TryGetValue(reason, out List<NodeOrigin>? origins))
                lacking.Add(reason, origins = []);
            origins.Add(node.Origin);
        }
        return lacking;
    }

    private static IEnumerable<Node> Nodes(Graph graph)
    {
        var pending = new Stack<Graph>([graph]);
        while (pending.TryPop(out Graph? part))
        {
            foreach (Node node in part.Nodes)
            {
                foreach (Graph region in node.Regions)
                    pending.Push(region);
                yield return node;
            }
        }
    }

    private static string? Reason(Node node, KernelRegistry registry)
    {
        if (node.IsParameter || node.Op == Node.ConstantOp)
            return null;
        if (node.Op == "Placeholder")
            return "Placeholder (an input that the signature does not name)";
        if (registry.Find(node.Op) is not { } registration)
            return OutsideOperations.Find(node.Op) is { } outside ? $"{node.Op} (it {outside.Does}: outside the model)" : node.Op;
        if (registration.Types.Length == 0 || !node.Attributes.TryGetType(registration.TypeAttribute, out DataType type))
            return null;
        bool known = registration.Types.Contains(type) || (registration.Widens && type is DataType.Half or DataType.Bfloat16);
        return known ? null : $"{node.Op} of {type.Name()}";
    }

    private static string Nodes(List<NodeOrigin> origins) =>
        string.Join(", ", origins.Take(ShownNodes)) + (origins.Count > ShownNodes ? $" and {origins.Count - ShownNodes} more" : "");
}
