using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying.Paths;

/// <summary>Follows a tensor back through nodes that pass it on unchanged, into functions and out of them.</summary>
internal sealed class PassThroughWalk(MetaGraph metaGraph)
{
    /// <summary>More nodes in a row, or functions in one another, than any exporter writes.</summary>
    private const int MaxSteps = 10_000;
    private const int MaxDepth = 64;

    private readonly Dictionary<(string Function, string Output), (int Argument, IReadOnlyList<string> Nodes)?> _results = [];
    private readonly Dictionary<string, (FunctionDef Definition, Dictionary<string, NodeDef> Nodes)> _bodies = new(StringComparer.Ordinal);

    /// <summary>The first tensor on the way back that is a stop.</summary>
    /// <param name="tensor">A tensor of the main graph.</param>
    /// <param name="isStop">Whether a tensor is one to arrive at.</param>
    /// <returns>The stop and the nodes passed, the nearest to the stop first; null if something changes the tensor before any stop.</returns>
    public (TensorReference Tensor, IReadOnlyList<string> Nodes)? Back(TensorReference tensor, Func<TensorReference, bool> isStop)
    {
        var nodes = new List<string>();
        for (int step = 0; step < MaxSteps; step++)
        {
            if (isStop(tensor))
            {
                nodes.Reverse();
                return (tensor, nodes);
            }
            if (metaGraph.Node(tensor.Node) is not { } node || Input(node, tensor.Index, 0, nodes) is not { } input)
                return null;
            tensor = input;
        }
        return null;
    }

    /// <summary>The argument that comes back untouched as a function's result; null if the result is made of anything else.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="result">The result's position.</param>
    public int? Argument(string function, int result) => Argument(function, result, 0)?.Argument;

    /// <summary>The input that a node's output is, or null; adds what was passed, the nearest to the output first.</summary>
    private TensorReference? Input(NodeDef node, int output, int depth, List<string> passed)
    {
        int input;
        Operation? operation = OperationCatalog.Find(node.Op);
        if (operation is { PassesValues: true } && (output == 0 || operation == ArrayOperations.IdentityN))
        {
            input = output;
        }
        else if (operation is { IsCall: true }
            && node.Attr.TryGetValue("f", out AttrValue? f)
            && f.Func is { } function
            && Argument(function.Name, output, depth + 1) is { } inner)
        {
            passed.AddRange(inner.Nodes.Select(n => $"{node.Name}/{n}"));
            input = inner.Argument;
        }
        else
        {
            return null;
        }
        passed.Add(node.Name);
        return input < node.Input.Count ? TensorReference.Parse(node.Input[input]) : null;
    }

    /// <summary>The argument that a function's result is.</summary>
    private (int Argument, IReadOnlyList<string> Nodes)? Argument(string function, int result, int depth)
    {
        if (depth > MaxDepth || Body(function) is not { } body || result >= body.Definition.Signature.OutputArg.Count)
            return null;
        string name = body.Definition.Signature.OutputArg[result].Name;
        if (_results.TryGetValue((function, name), out (int, IReadOnlyList<string>)? known))
            return known;
        // A function that leads back to itself passes nothing through.
        _results[(function, name)] = null;
        return _results[(function, name)] = body.Definition.Ret.TryGetValue(name, out string? tensor) ? Walk(body, tensor, depth) : null;
    }

    private (int Argument, IReadOnlyList<string> Nodes)? Walk((FunctionDef Definition, Dictionary<string, NodeDef> Nodes) body, string text, int depth)
    {
        var passed = new List<string>();
        TensorReference? tensor = TensorReference.Parse(text);
        for (int step = 0; tensor is { } current && step < MaxSteps; step++)
        {
            if (!body.Nodes.TryGetValue(current.Node, out NodeDef? node))
            {
                int argument = ArgumentIndex(body.Definition.Signature, current.Node);
                return argument < 0 ? null : (argument, passed);
            }
            // The nodes that pass tensors through have one output argument each, so that its position is the node's.
            tensor = Input(node, current.Index, depth, passed);
        }
        return null;
    }

    private (FunctionDef Definition, Dictionary<string, NodeDef> Nodes)? Body(string function)
    {
        if (_bodies.TryGetValue(function, out (FunctionDef, Dictionary<string, NodeDef>) known))
            return known;
        if (metaGraph.Function(function) is not { Signature: not null } definition)
            return null;
        var nodes = new Dictionary<string, NodeDef>(StringComparer.Ordinal);
        foreach (NodeDef node in definition.NodeDef)
            nodes[node.Name] = node;
        return _bodies[function] = (definition, nodes);
    }

    private static int ArgumentIndex(OpDef signature, string name)
    {
        for (int i = 0; i < signature.InputArg.Count; i++)
        {
            if (signature.InputArg[i].Name == name)
                return i;
        }
        return -1;
    }
}
