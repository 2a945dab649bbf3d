using TfKeyedExport.Functions;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Captures;

/// <summary>
/// Tells handles apart by the calls that the main graph makes already: where it calls a function whose captures are known objects, the
/// call's last inputs are those objects. Tables are found so, by the functions that initialise them.
/// </summary>
internal static class CallSites
{
    private const int MaxDepth = 16;
    private const int MaxCalls = 100_000;

    /// <summary>One entry for each capture of each call in the main graph.</summary>
    public static IEnumerable<Handle> Direct(MetaGraph metaGraph, ObjectGraphView objects) => Handles(metaGraph, objects, 0);

    /// <summary>The same, and the calls within the functions that the main graph calls.</summary>
    public static IEnumerable<Handle> Nested(MetaGraph metaGraph, ObjectGraphView objects) => Handles(metaGraph, objects, MaxDepth);

    private static IEnumerable<Handle> Handles(MetaGraph metaGraph, ObjectGraphView objects, int maxDepth)
    {
        var waiting = new Stack<(NodeDef Call, Func<string, string?> Outside, int Depth)>();
        foreach (NodeDef node in Calls(metaGraph))
            waiting.Push((node, tensor => tensor, 0));
        for (int calls = 0; waiting.TryPop(out (NodeDef Call, Func<string, string?> Outside, int Depth) site) && calls < MaxCalls; calls++)
        {
            if (!site.Call.Attr.TryGetValue("f", out AttrValue? f) || f.Func is not { } called)
                continue;
            List<string?> inputs = [.. site.Call.Input.Where(i => !i.StartsWith('^')).Select(site.Outside)];
            if (objects.ConcreteFunction(called.Name) is { } known)
            {
                foreach (Handle handle in Captures(called.Name, known, inputs))
                    yield return handle;
            }
            else if (site.Depth < maxDepth && metaGraph.Function(called.Name) is { Signature: not null } body)
            {
                Dictionary<string, string?> arguments = Arguments(body.Signature, inputs);
                foreach (NodeDef inner in body.NodeDef.Where(IsCall))
                    waiting.Push((inner, arguments.GetValueOrDefault, site.Depth + 1));
            }
        }
    }

    private static IEnumerable<Handle> Captures(string function, SavedConcreteFunction known, List<string?> inputs)
    {
        int first = inputs.Count - known.BoundInputs.Count;
        for (int i = 0; first >= 0 && i < known.BoundInputs.Count; i++)
        {
            if (inputs[first + i] is { } tensor)
                yield return new Handle(known.BoundInputs[i], tensor, $"the graph's call of {function}");
        }
    }

    /// <summary>The tensors of the main graph that stand behind a function's arguments; null for those that are computed.</summary>
    private static Dictionary<string, string?> Arguments(OpDef signature, List<string?> inputs)
    {
        var arguments = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (int i = 0; i < Math.Min(signature.InputArg.Count, inputs.Count); i++)
            arguments[signature.InputArg[i].Name] = inputs[i];
        return arguments;
    }

    /// <summary>The main graph's calls; the other nodes, constants among them, stay serialized.</summary>
    private static IEnumerable<NodeDef> Calls(MetaGraph metaGraph)
    {
        for (int i = 0; i < metaGraph.Nodes.Count; i++)
        {
            string op = ProtoScanner.Text(metaGraph.Proto.GraphDef.Node[i].Span, NodeDef.OpFieldNumber, metaGraph.Where);
            if (op.EndsWith("PartitionedCall", StringComparison.Ordinal))
                yield return metaGraph.Nodes[i];
        }
    }

    private static bool IsCall(NodeDef node) => node.Op.EndsWith("PartitionedCall", StringComparison.Ordinal);
}
