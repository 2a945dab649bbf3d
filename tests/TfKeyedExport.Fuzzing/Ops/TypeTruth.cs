using System.Globalization;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Finds a lie about types that an answer depends on: whoever answers such a model has read one type as another.</summary>
internal sealed class TypeTruth
{
    private readonly Dictionary<string, NodeDef> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionDef> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    private TypeTruth(GraphDraft draft)
    {
        foreach (NodeDef node in draft.Nodes)
            _nodes.TryAdd(node.Name, node);
        foreach (FunctionDef function in draft.Functions)
            _functions.TryAdd(function.Signature?.Name ?? "", function);
    }

    /// <summary>A lie, or null if what the outputs depend on is honest.</summary>
    public static string? FindLie(GraphDraft draft)
    {
        // Which of two nodes of one name is meant, nobody can say.
        if (draft.Nodes.Select(n => n.Name).Distinct(StringComparer.Ordinal).Count() != draft.Nodes.Count)
            return null;
        var truth = new TypeTruth(draft);
        foreach ((string name, TensorInfo info) in draft.Call.Inputs.Concat(draft.Call.Outputs))
        {
            if (truth.TypeOf(info.Name) is { } type && type != info.Dtype.WithoutReference())
                return $"signature: {name} says {info.Dtype.Name()}, the graph {type.Name()}";
        }
        HashSet<string> fed = [.. draft.Call.Inputs.Values.Select(i => Split(i.Name).Node)];
        return truth.Reach(draft.Call.Outputs.Values.Select(o => Split(o.Name).Node), fed);
    }

    private string? Reach(IEnumerable<string> outputs, HashSet<string> fed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(string Name, bool IsWaitedFor)>(outputs.Select(o => (o, false)));
        while (pending.TryPop(out (string Name, bool IsWaitedFor) next))
        {
            if (!_nodes.TryGetValue(next.Name, out NodeDef? node) || fed.Contains(next.Name))
                continue;
            // What is only waited for is computed for its effect, or not at all.
            if ((next.IsWaitedFor && DeclaredTypes.Outputs(node) is not []) || !seen.Add(next.Name))
                continue;
            if (Lie(node, TypeOf) is { } lie)
                return lie;
            foreach (string input in node.Input)
                pending.Push((Split(input).Node, input.StartsWith('^')));
        }
        return null;
    }

    private string? Lie(NodeDef node, Func<string, DataType?> typeOf)
    {
        if (node.Op == "Const"
            && node.Attr.TryGetValue("value", out AttrValue? value)
            && node.Attr.TryGetValue("dtype", out AttrValue? dtype)
            && value.Tensor is { } tensor
            && tensor.Dtype.WithoutReference() != dtype.Type.WithoutReference())
            return $"constant: {node.Name} is one of {dtype.Type.Name()} with a tensor of {tensor.Dtype.Name()}";
        if (DeclaredTypes.Inputs(node) is not { } declared)
            return null;
        DataType[] types = [.. declared.SelectMany(a => a.Types)];
        string[] inputs = [.. node.Input.Where(i => !i.StartsWith('^'))];
        if (inputs.Length != types.Length)
            return $"arity: {node.Name} ({node.Op}) takes {types.Length} inputs and gets {inputs.Length}";
        for (int i = 0; i < inputs.Length; i++)
        {
            if (typeOf(inputs[i]) is { } type && type != types[i])
                return $"input: {node.Name} ({node.Op}) takes {types[i].Name()} as input {i} and gets {type.Name()}";
        }
        return Calls(node);
    }

    /// <summary>The functions that a node calls, against its own lists of types.</summary>
    private string? Calls(NodeDef node)
    {
        (string[] functions, string arguments, string results) = node.Op switch
        {
            "If" or "StatelessIf" => (["then_branch", "else_branch"], "Tin", "Tout"),
            "While" or "StatelessWhile" => (["body"], "T", "T"),
            "Case" or "StatelessCase" => (["branches"], "Tin", "Tout"),
            "PartitionedCall" or "StatefulPartitionedCall" => ((string[])["f"], "Tin", "Tout"),
            _ => ([], "", ""),
        };
        foreach (string attribute in functions)
        {
            if (!node.Attr.TryGetValue(attribute, out AttrValue? value))
                continue;
            foreach (NameAttrList called in value.Func is { } one ? [one] : value.List?.Func.ToArray() ?? [])
            {
                if (called.Attr.Count > 0 || !_functions.TryGetValue(called.Name, out FunctionDef? function) || function.Signature is null)
                    continue;
                if (Disagree(node, arguments, function.Signature.InputArg) || Disagree(node, results, function.Signature.OutputArg))
                    return $"call: {node.Name} ({node.Op}) calls {called.Name} with other types";
                if (_checked.Add(called.Name) && Body(function) is { } lie)
                    return lie;
            }
        }
        return null;
    }

    private static bool Disagree(NodeDef node, string attribute, IEnumerable<OpDef.Types.ArgDef> arguments)
    {
        OpDef.Types.ArgDef[] all = [.. arguments];
        if (!node.Attr.TryGetValue(attribute, out AttrValue? types)
            || types.List is null
            || all.Any(a => a.Type == DataType.Invalid || a.NumberAttr.Length + a.TypeListAttr.Length + a.TypeAttr.Length > 0))
            return false;
        return !types.List.Type.Select(t => t.WithoutReference()).SequenceEqual(all.Select(a => a.Type.WithoutReference()));
    }

    private string? Body(FunctionDef function)
    {
        var nodes = new Dictionary<string, NodeDef>(StringComparer.Ordinal);
        foreach (NodeDef node in function.NodeDef)
        {
            if (!nodes.TryAdd(node.Name, node))
                return null;
        }
        foreach (OpDef.Types.ArgDef output in function.Signature.OutputArg)
        {
            if (function.Ret.TryGetValue(output.Name, out string? tensor)
                && output.Type != DataType.Invalid
                && TypeIn(tensor) is { } type
                && type != output.Type.WithoutReference())
                return $"function result: {function.Signature.Name} promises {output.Type.Name()} as {output.Name} and gives {type.Name()}";
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(function.Ret.Values);
        while (pending.TryPop(out string? tensor))
        {
            string name = tensor.TrimStart('^').Split(':')[0];
            if (!seen.Add(name) || !nodes.TryGetValue(name, out NodeDef? node) || function.Signature.InputArg.Any(a => a.Name == name))
                continue;
            if (Lie(node, TypeIn) is { } lie)
                return $"body {lie}, in {function.Signature.Name}";
            foreach (string input in node.Input)
                pending.Push(input);
        }
        return null;

        DataType? TypeIn(string tensor)
        {
            string[] parts = tensor.Split(':');
            if (function.Signature.InputArg.FirstOrDefault(a => a.Name == parts[0]) is { } argument)
                return argument.Type == DataType.Invalid ? null : argument.Type.WithoutReference();
            if (parts.Length != 3 || !nodes.TryGetValue(parts[0], out NodeDef? node) || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out int index))
                return null;
            return DeclaredTypes.Outputs(node)?.FirstOrDefault(o => o.Name == parts[1])?.Types.ElementAtOrDefault(index) is { } type and not DataType.Invalid
                ? type
                : null;
        }
    }

    private DataType? TypeOf(string tensor)
    {
        (string name, int index) = Split(tensor);
        if (!_nodes.TryGetValue(name, out NodeDef? node) || DeclaredTypes.Outputs(node) is not { } outputs)
            return null;
        return outputs.SelectMany(o => o.Types).ElementAtOrDefault(index) is var type and not DataType.Invalid ? type : null;
    }

    private static (string Node, int Index) Split(string tensor)
    {
        tensor = tensor.TrimStart('^');
        int colon = tensor.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (tensor, 0) : (tensor[..colon], int.TryParse(tensor.AsSpan(colon + 1), CultureInfo.InvariantCulture, out int index) ? index : 0);
    }
}
