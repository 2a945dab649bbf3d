using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Computes what is the same in every call, by the kernels themselves: reads of frozen variables, then everything of constants only.</summary>
internal sealed class Folding(
    KnownValues known, WrittenState written, Func<Node, bool> isUnset, Func<Node, ConstantValue[]> compute, long mostBytes = long.MaxValue)
{
    private const long LargestGrowth = 64 << 10;

    // What constants were computed so far.
    private long _bytes;

    /// <summary>Folds a graph and its regions.</summary>
    public Graph Fold(Graph graph) => GraphRewriter.Rewrite(graph, Replace);

    private NodeOutput[]? Replace(Node node, List<Node> nodes)
    {
        if (node.IsConstant)
            return null;
        if (node.Regions.Count > 0)
        {
            nodes.Add(FoldRegions(node));
            return nodes[^1].Outputs;
        }
        if (node.Is(VariableOperations.ResourceGather) && FrozenVariable(node.Inputs[0]) is { } variable && known.Of(node.Inputs[1]) is null)
            return Gather(node, variable, nodes);
        if (!IsConstant(node) || _bytes > mostBytes)
            return null;
        ConstantValue[] values;
        try
        {
            values = compute(node);
        }
        catch (TfKeyedException)
        {
            // The call that needs it will say so.
            return null;
        }
        if (values.Any(v => v.IsOwned) && values.Sum(v => v.Value.ByteCount) > LargestGrowth + node.Inputs.Sum(i => known.Of(i)!.Value.ByteCount))
            return null;
        _bytes += values.Sum(v => v.OwnBytes);
        var outputs = new NodeOutput[values.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = known.Add(values[i], node.Origin);
            nodes.Add(outputs[i].Node);
        }
        return outputs;
    }

    private Variable? FrozenVariable(NodeOutput handle) =>
        known.Of(handle)?.Value.Object is Variable { IsInitialized: true } variable && !IsWritten(variable) ? variable : null;

    // Rows of a variable that never changes are rows of a constant, whose shape other passes know.
    private NodeOutput[] Gather(Node node, Variable variable, List<Node> nodes)
    {
        NodeOutput rows = known.Add(variable.Current, node.Origin);
        NodeOutput axis = known.Add(ConstantValue.From(Tensor.From(TensorShape.Scalar, [(int)node.Attributes.Int("batch_dims", 0)])), node.Origin);
        var attributes = new NodeAttributes(
        [
            new("Tparams", new AttrValue { Type = rows.Type }), new("Tindices", new AttrValue { Type = node.Inputs[1].Type }),
            new("Taxis", new AttrValue { Type = DataType.Int32 }), new("batch_dims", new AttrValue { I = node.Attributes.Int("batch_dims", 0) }),
        ]);
        nodes.AddRange([rows.Node, axis.Node, new Node(ArrayOperations.GatherV2, attributes, node.Origin, [rows, node.Inputs[1], axis], [], node.Types)]);
        return nodes[^1].Outputs;
    }

    private bool IsConstant(Node node)
    {
        if (Effects.IsHandle(node))
            return true;
        if (node.IsAny(VariableOperations.Variable, VariableOperations.VariableV2))
            return !written.IsWritten(node) && !isUnset(node);
        if (!node.Inputs.All(i => known.Of(i) is not null))
            return false;
        if (node.Work.Effect == Effect.Reads)
            return node.Inputs.Count > 0 && known.Of(node.Inputs[0])!.Value.Object is { } resource && !IsWritten(resource);
        return node.Inputs.Count > 0 && node.OutputTypes.Count > 0 && !node.OutputTypes.Contains(DataType.Variant) && Effects.IsPure(node);
    }

    private bool IsWritten(object resource) => resource is not IFreezable freezable || written.IsWritten(freezable.SharedName);

    // What a branch or a loop is always given is a constant inside it; of a loop, what its body passes on unchanged.
    private Node FoldRegions(Node node)
    {
        var constants = new ConstantValue?[node.Inputs.Count - node.FirstGiven];
        for (int i = 0; i < constants.Length; i++)
        {
            bool passes = !node.IsLoop || Passes(node.Regions[1], i);
            constants[i] = passes ? known.Of(node.Inputs[i + node.FirstGiven]) : null;
        }
        Graph[] regions = [.. node.Regions.Select(r => Fold(Specialise(r, constants)))];
        return node.With([.. node.Inputs], [], regions);
    }

    private static bool Passes(Graph body, int i)
    {
        if (i >= body.Results.Count || i >= body.Parameters.Count)
            return false;
        NodeOutput result = body.Results[i];
        while (result.Node.Is(ArrayOperations.Identity))
            result = result.Node.Inputs[0];
        return ReferenceEquals(result.Node, body.Parameters[i]);
    }

    private Graph Specialise(Graph region, ConstantValue?[] constants)
    {
        if (constants.All(c => c is null))
            return region;
        var replaced = new Dictionary<Node, NodeOutput>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < constants.Length && i < region.Parameters.Count; i++)
        {
            if (constants[i] is { } constant)
                replaced.Add(region.Parameters[i], known.Add(constant, region.Parameters[i].Origin));
        }
        var map = new Dictionary<Node, Node>(ReferenceEqualityComparer.Instance);
        NodeOutput Map(NodeOutput output) => replaced.TryGetValue(output.Node, out NodeOutput constant) ? constant : map[output.Node].Output(output.Index);
        var nodes = new List<Node>(replaced.Values.Select(r => r.Node));
        foreach (Node node in region.Nodes)
        {
            Node mapped = node.Inputs.Count == 0 ? node : node.With([.. node.Inputs.Select(Map)], []);
            map.Add(node, mapped);
            nodes.Add(mapped);
        }
        return region with { Nodes = nodes, Results = [.. region.Results.Select(Map)], Targets = [] };
    }
}
