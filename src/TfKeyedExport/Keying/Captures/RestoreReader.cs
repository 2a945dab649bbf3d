using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Keying.Captures;

/// <summary>Reads from the restoring nodes which checkpoint key goes into which handle of the main graph.</summary>
internal sealed class RestoreReader
{
    private const int MaxChain = 64;
    private const int MaxNodes = 1_000_000;

    private readonly Dictionary<string, Tensor?> _constants = new(StringComparer.Ordinal);

    /// <summary>One entry for each value that is restored into a variable or a table.</summary>
    public static IEnumerable<RestoredHandle> Read(MetaGraph metaGraph) => new RestoreReader().Handles(metaGraph);

    private IEnumerable<RestoredHandle> Handles(MetaGraph metaGraph)
    {
        if (metaGraph.Proto.SaverDef?.RestoreOpName is not { Length: > 0 } name || metaGraph.Node(name) is not { } restore)
            return [];
        return restore.Attr.TryGetValue("f", out AttrValue? f) && f.Func is { } call && metaGraph.Function(call.Name) is { } function
            ? InFunction(function, restore)
            : InGraph(metaGraph, restore);
    }

    /// <summary>TensorFlow 2 restores in a function that takes the handles as arguments.</summary>
    private IEnumerable<RestoredHandle> InFunction(FunctionDef function, NodeDef call)
    {
        var nodes = new Dictionary<string, NodeDef>(StringComparer.Ordinal);
        foreach (NodeDef node in function.NodeDef)
            nodes[node.Name] = node;
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        int count = Math.Min(function.Signature?.InputArg.Count ?? 0, call.Input.Count);
        for (int i = 0; i < count; i++)
            arguments[function.Signature!.InputArg[i].Name] = call.Input[i];
        foreach (NodeDef node in function.NodeDef)
        {
            if (Restored(node, nodes.GetValueOrDefault) is var (handle, key) && arguments.TryGetValue(handle.Node, out string? tensor))
                yield return new RestoredHandle(key, tensor);
        }
    }

    /// <summary>Older exporters restore in the main graph itself, in nodes that the restoring node waits for.</summary>
    private IEnumerable<RestoredHandle> InGraph(MetaGraph metaGraph, NodeDef restore)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { restore.Name };
        var waiting = new Stack<NodeDef>([restore]);
        while (waiting.TryPop(out NodeDef? node) && seen.Count < MaxNodes)
        {
            if (Restored(node, metaGraph.Node) is var (handle, key))
                yield return new RestoredHandle(key, handle.Node);
            foreach (string input in node.Input)
            {
                string name = input.TrimStart('^').Split(':')[0];
                if (seen.Add(name) && metaGraph.Node(name) is { } before)
                    waiting.Push(before);
            }
        }
    }

    /// <summary>The handle and the key of a node that stores a restored value.</summary>
    private (TensorReference Handle, string Key)? Restored(NodeDef node, Func<string, NodeDef?> find)
    {
        if (node.Op is not (nameof(VariableOperations.AssignVariableOp) or nameof(TableOperations.LookupTableImportV2)) || node.Input.Count < 2)
            return null;
        return Origin(node.Input[0], find) is { } handle && Origin(node.Input[1], find) is { } value && Key(value, find) is { } key ? (handle, key) : null;
    }

    /// <summary>Where a tensor comes from, identities skipped.</summary>
    private static TensorReference? Origin(string input, Func<string, NodeDef?> find)
    {
        for (int i = 0; i < MaxChain; i++)
        {
            TensorReference tensor = TensorReference.Parse(input);
            if (find(tensor.Node) is not { Op: nameof(ArrayOperations.Identity), Input: [var source, ..] })
                return tensor;
            input = source;
        }
        return null;
    }

    /// <summary>The checkpoint key that a <c>RestoreV2</c> reads for one of its outputs.</summary>
    private string? Key(TensorReference value, Func<string, NodeDef?> find)
    {
        if (find(value.Node) is not { Op: nameof(VariableOperations.RestoreV2), Input: [_, var names, ..] } || Origin(names, find) is not { } constant)
            return null;
        if (!_constants.TryGetValue(constant.Node, out Tensor? keys))
            _constants[constant.Node] = keys = Strings(find(constant.Node));
        return keys is not null && value.Index < keys.Strings.Count ? keys.Strings.Text(value.Index) : null;
    }

    private static Tensor? Strings(NodeDef? node) =>
        node is { Op: nameof(ArrayOperations.Const) }
        && node.Attr.TryGetValue("value", out AttrValue? attribute)
        && attribute.Tensor is { Dtype: DataType.String } proto
            ? proto.ToTensor($"node '{node.Name}'")
            : null;
}

/// <summary>A checkpoint key and the main graph's handle that its value is restored into.</summary>
/// <param name="Key">The key.</param>
/// <param name="Tensor">The main graph's tensor.</param>
internal readonly record struct RestoredHandle(string Key, string Tensor);
