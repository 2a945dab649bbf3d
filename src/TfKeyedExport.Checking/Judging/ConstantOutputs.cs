using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Judging;

/// <summary>
/// Outputs that depend on no value of any input, such as a model's version in every row: that they are all alike is no accident of the sample.
/// </summary>
internal sealed class ConstantOutputs(ModelGraphs graphs, ModelSignature signature)
{
    private HashSet<int>? _outputs;

    /// <summary>Whether an output is one.</summary>
    public bool Contains(int output) => (_outputs ??= Find()).Contains(output);

    private HashSet<int> Find()
    {
        if (graphs.Of(signature) is not { } graph)
            return [];
        try
        {
            var walk = new ValueWalk(new ShapeAnalysis(graph, KnownTensors.Of(graphs, graph, signature)), mayWrite: graph.Nodes.Any(Effects.HasWrites));
            HashSet<Node> values = walk.Follow(graph, [.. graph.Parameters]);
            return [.. SignatureGraph.Fetched(signature).Where((_, i) => i < graph.Results.Count && !values.Contains(graph.Results[i].Node))];
        }
        catch (TfKeyedException)
        {
            return [];
        }
    }

    /// <summary>Which nodes follow values, through regions too: all of what a region gives does if anything that goes into it does.</summary>
    private sealed class ValueWalk(ShapeAnalysis shapes, bool mayWrite)
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
            // Of chance, clocks and what calls write nobody knows; a variable or table that nothing writes holds the same for ever.
            if (node.Work.Effect is Effect.Draws or Effect.Writes || (mayWrite && node.Work.Effect is Effect.Reads or Effect.Handle))
                return true;
            bool takesSizes = node.Operation is { TakesSizes: true };
            return node.Inputs.Any(i => values.Contains(i.Node) && !(takesSizes && HasSizesOfInputs(i, values)))
                || node.Regions.Any(r => Follow(r, []).Count > 0);
        }

        private bool IsSizeOfInput(SymbolicSize size) => shapes.OriginOf(size.Symbol) is { Dimension: >= 0, Tensor.Node.IsParameter: true };

        // Sizes of inputs are no values: how many rows there are decides how often a constant is repeated. But how many elements a filter leaves
        // is one, so whatever is not known to come from sizes alone counts as one.
        private bool HasSizesOfInputs(NodeOutput tensor, HashSet<Node> values)
        {
            // What is reshaped has as many elements as before, whatever they are.
            while (tensor.Node.Is(ArrayOperations.Reshape) && !values.Contains(tensor.Node.Inputs[1].Node))
                tensor = tensor.Node.Inputs[0];
            return shapes[tensor].Sizes is { } sizes && Array.TrueForAll(sizes, s => s.IsKnown || IsSizeOfInput(s));
        }
    }
}
