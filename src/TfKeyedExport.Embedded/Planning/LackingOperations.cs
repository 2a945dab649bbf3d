using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
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
    /// <exception cref="TfKeyedException">
    /// Something is lacking; or it reaches outside the model and was not allowed, which no other engine may run either.
    /// </exception>
    public static void Check(Graph graph, KernelRegistry registry, IReadOnlyList<string> allowed)
    {
        IReadOnlyDictionary<string, List<NodeOrigin>> lacking = Find(graph, registry);
        if (lacking.Count == 0)
            return;
        // The gate comes first; what is here all the same must not be left to an engine that would run it.
        Node? outside = Nodes(graph)
            .FirstOrDefault(n => !allowed.Contains(n.Work.Name) && n.Operation?.Outside is { FileInputs.Length: 0, Attribute: null, NeedsPython: false });
        if (outside?.Operation is { } operation)
            throw SafetyGate.Refusal(graph.Name, $"{operation.Name} {operation.Outside!.Does} at {outside.Origin}", null, operation.Name);
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
        if (node.IsParameter || node.IsConstant)
            return null;
        if (node.Is(ArrayOperations.Placeholder))
            return "Placeholder (an input that the signature does not name)";
        if (node.Operation is not { } operation || registry.Find(operation) is not { } registration)
            return node.Operation?.Outside is { } outside ? $"{node.Work.Name} (it {outside.Does}: outside the model)" : node.Work.Name;
        if (registration.Types.Length == 0 || !node.Attributes.TryGetType(registration.TypeAttribute, out DataType type))
            return null;
        bool known = registration.Types.Contains(type) || (registration.Widens && type is DataType.Half or DataType.Bfloat16);
        return known ? null : $"{node.Work.Name} of {type.Name()}";
    }

    private static string Nodes(List<NodeOrigin> origins) =>
        string.Join(", ", origins.Take(ShownNodes)) + (origins.Count > ShownNodes ? $" and {origins.Count - ShownNodes} more" : "");
}
