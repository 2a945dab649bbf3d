using System.Globalization;
using System.Text;
using Google.Protobuf;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Computes once what several nodes compute in the same way from the same inputs.</summary>
internal static class Duplicates
{
    private const int ComparedBytes = 256;

    /// <summary>Merges equal nodes of a graph; regions are left alone.</summary>
    public static Graph Merge(Graph graph, KnownValues known)
    {
        var first = new Dictionary<string, NodeOutput[]>(StringComparer.Ordinal);
        var ids = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        return GraphRewriter.Rewrite(graph, (node, _) =>
        {
            ids.TryAdd(node, ids.Count);
            string? key = node.Op == Node.ConstantOp ? ConstantKey(known.Of(node.Output())!) : NodeKey(node, ids);
            if (key is null)
                return null;
            if (first.TryGetValue(key, out NodeOutput[]? same))
                return same;
            first.Add(key, [.. Enumerable.Range(0, node.OutputTypes.Count).Select(node.Output)]);
            return null;
        });
    }

    private static unsafe string? ConstantKey(ConstantValue constant)
    {
        Value value = constant.Value;
        if (value.Type is DataType.Resource or DataType.Variant)
            return null;
        ReadOnlySpan<byte> content = value.Type == DataType.String ? value.Strings.Data : new ReadOnlySpan<byte>(value.Data, (int)Math.Min(value.ByteCount, int.MaxValue));
        if (content.Length > ComparedBytes || value.Count > ComparedBytes)
            return null;
        string ends = value.Type == DataType.String ? string.Join(',', value.Strings.Ends.ToArray()) : "";
        return $"={(int)value.Type}{value.ToShape()}{ends}:{Convert.ToHexString(content)}";
    }

    private static string? NodeKey(Node node, Dictionary<Node, int> ids)
    {
        if (node.Regions.Count > 0 || node.Inputs.Count == 0 || !Effects.IsPure(node))
            return null;
        var key = new StringBuilder(node.Op);
        foreach (NodeOutput input in node.Inputs)
        {
            ids.TryAdd(input.Node, ids.Count);
            key.Append(CultureInfo.InvariantCulture, $"|{ids[input.Node]}:{input.Index}");
        }
        foreach ((string name, Protos.AttrValue value) in node.Attributes.All().OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith('_'))
                key.Append(CultureInfo.InvariantCulture, $"|{name}={value.ToByteString().ToBase64()}");
        }
        return key.ToString();
    }
}
