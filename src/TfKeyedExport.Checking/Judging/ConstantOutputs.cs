using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Outputs that depend on no value of any input, such as a model's version in every row: that they are all alike is no accident of the sample.</summary>
internal sealed class ConstantOutputs(SavedModel model, IReadOnlyList<string>? tags, ModelSignature signature)
{
    private HashSet<int>? _outputs;

    /// <summary>Whether an output is one.</summary>
    public bool Contains(int output) => (_outputs ??= Find()).Contains(output);

    // Sizes are no values: how many rows there are decides how often a constant is repeated.
    private static bool TakesSizesOnly(Node node) => node.Op is "Shape" or "ShapeN" or "Size" or "Rank" or "ZerosLike" or "OnesLike";

    private HashSet<int> Find()
    {
        // What a call writes, another may read.
        if (SignatureGraphs.TryBuild(model, tags, signature) is not { } graph || graph.Nodes.Any(n => n.Regions.Count > 0 || n.Op.Contains("Assign", StringComparison.Ordinal) || n.Op.Contains("Insert", StringComparison.Ordinal) || n.Op.Contains("Scatter", StringComparison.Ordinal)))
            return [];
        var values = new HashSet<Node>(graph.Parameters);
        foreach (Node node in graph.Nodes)
        {
            if (node.Inputs.Any(i => values.Contains(i.Node)) && !TakesSizesOnly(node))
                values.Add(node);
        }
        int[] named = [.. Enumerable.Range(0, signature.Outputs.Count).Where(o => signature.Outputs[o].TensorName.Length > 0)];
        return [.. named.Where((_, i) => i < graph.Results.Count && !values.Contains(graph.Results[i].Node))];
    }
}
