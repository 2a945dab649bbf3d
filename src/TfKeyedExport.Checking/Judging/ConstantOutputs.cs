using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

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
        if (SignatureGraphs.MetaGraphOf(model, tags) is not { } metaGraph)
            return [];
        try
        {
            var source = new GraphSource(metaGraph);
            Graph graph = SignatureGraphs.Build(source, signature);
            var walk = new ValueWalk(source, mayWrite: WritesAnything(graph, source));
            HashSet<Node> values = walk.Follow(graph, [.. graph.Parameters]);
            int[] named = [.. Enumerable.Range(0, signature.Outputs.Count).Where(o => signature.Outputs[o].TensorName.Length > 0)];
            return [.. named.Where((_, i) => i < graph.Results.Count && !values.Contains(graph.Results[i].Node))];
        }
        catch (TfKeyedException)
        {
            return [];
        }
    }

    // Reading a variable that nothing writes gives a constant. What TensorFlow declares as having state, and gets more than what it belongs to, may write; and so may what takes a reference.
    private static bool WritesAnything(Graph graph, GraphSource source) => graph.Nodes.Any(n => !n.IsParameter
        && (n.Regions.Count > 0 ? n.Regions.Any(r => WritesAnything(r, source)) : Writes(n, source.FindOperation(n.Op))));

    private static bool Writes(Node node, Operation operation) =>
        !Reads(node) && (operation.Declaration?.InputArg.Any(a => a.IsRef) == true
            ? node.Op is not ("RefIdentity" or "RefEnter" or "RefExit" or "RefMerge" or "RefSwitch" or "IsVariableInitialized")
            : operation.IsStateful && node.Inputs.Count > 1);

    private static bool Reads(Node node) => node.Op.StartsWith("LookupTableFind", StringComparison.Ordinal) || node.Op.StartsWith("ResourceGather", StringComparison.Ordinal)
        || node.Op is "ReadVariableOp" or "Variable" or "VariableV2" or "HashTable" or "Assert";

    /// <summary>Which nodes follow values, through regions too: all of what a region gives does if anything that goes into it does.</summary>
    private sealed class ValueWalk(GraphSource source, bool mayWrite)
    {
        public HashSet<Node> Follow(Graph graph, HashSet<Node> values)
        {
            foreach (Node node in graph.Nodes)
            {
                if (IsFollowing(node, values))
                    values.Add(node);
            }
            return values;
        }

        private bool IsFollowing(Node node, HashSet<Node> values)
        {
            if (node.IsParameter)
                return values.Contains(node);
            // Of chance, clocks and what calls write nobody knows.
            if (node.Regions.Count == 0 && source.FindOperation(node.Op).IsStateful && (mayWrite || !(Reads(node) || GivesHandle(node))))
                return true;
            return (node.Inputs.Any(i => values.Contains(i.Node)) && !TakesSizesOnly(node)) || node.Regions.Any(r => Follow(r, []).Count > 0);
        }

        private static bool GivesHandle(Node node) => node.OutputTypes is [DataType.Resource];
    }
}
