using System.Text;
using TfKeyedExport.Functions;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Captures;

/// <summary>
/// Tells tables apart by their shared names. A shared name is more than a label: two nodes of one kind with the same shared name are the same
/// table at run time, so the one that an object's creating function makes is the main graph's.
/// </summary>
internal static class SharedNames
{
    private const string Creator = "_create_resource";

    /// <summary>One entry for each table whose creating function and main-graph node share a name that no other node has.</summary>
    public static IEnumerable<Handle> Handles(MetaGraph metaGraph, ObjectGraphView objects)
    {
        Dictionary<(string Op, string Name), string?> nodes = NodesByName(metaGraph);
        for (int id = 0; id < objects.Proto.Nodes.Count; id++)
        {
            if (objects.Object(id).KindCase != SavedObject.KindOneofCase.Resource || CreatedName(metaGraph, objects, id) is not { } created)
                continue;
            if (nodes.GetValueOrDefault(created) is { } node)
                yield return new Handle(id, node, $"the shared name {created.Name}");
        }
    }

    private static Dictionary<(string Op, string Name), string?> NodesByName(MetaGraph metaGraph)
    {
        var nodes = new Dictionary<(string, string), string?>();
        for (int i = 0; i < metaGraph.Nodes.Count; i++)
        {
            string op = ProtoScanner.Text(metaGraph.Proto.GraphDef.Node[i].Span, NodeDef.OpFieldNumber, metaGraph.Where);
            // Constants can be large, and have no shared name.
            if (op != nameof(ArrayOperations.Const) && SharedName(metaGraph.Nodes[i]) is { } name && !nodes.TryAdd((op, name), metaGraph.Nodes[i].Name))
                nodes[(op, name)] = null;
        }
        return nodes;
    }

    /// <summary>What an object's creating function makes.</summary>
    private static (string Op, string Name)? CreatedName(MetaGraph metaGraph, ObjectGraphView objects, int id)
    {
        if (objects.Child(id, Creator) is not { } creator || objects.Object(creator).Function is not { ConcreteFunctions: [var name, ..] })
            return null;
        foreach (NodeDef node in metaGraph.Function(name)?.NodeDef ?? [])
        {
            if (SharedName(node) is { } shared)
                return (node.Op, shared);
        }
        return null;
    }

    private static string? SharedName(NodeDef node) =>
        node.Attr.TryGetValue("shared_name", out AttrValue? attribute) && !attribute.S.IsEmpty ? Encoding.UTF8.GetString(attribute.S.Span) : null;
}
