using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Samples;

/// <summary>What a signature's graph does with its inputs tells which of them are row splits: where only signatures were saved, nothing else does.</summary>
internal sealed class RaggedEvidence
{
    private readonly HashSet<string> _splits = new(StringComparer.Ordinal);

    /// <summary>Reads the graph; one that cannot be followed tells nothing.</summary>
    public RaggedEvidence(ModelGraphs graphs, ModelSignature signature)
    {
        if (graphs.Of(signature) is not { } graph)
            return;
        try
        {
            var names = graph.Parameters.Zip(SignatureGraph.Fed(signature)).ToDictionary(p => p.First, p => p.Second.Name);
            foreach (Node node in graph.Nodes)
            {
                foreach (NodeOutput splits in SplitsOf(node))
                {
                    if (names.TryGetValue(ConstantReader.Origin(splits), out string? name))
                        _splits.Add(name);
                }
            }
        }
        catch (TfKeyedException)
        {
            // What was found until then is still true.
        }
    }

    /// <summary>Whether an input is taken for row splits.</summary>
    public bool IsSplits(string input) => _splits.Contains(input);

    private static IEnumerable<NodeOutput> SplitsOf(Node node)
    {
        // The lengths of rows: each end without the one before it.
        if (node.Is(ElementwiseOperations.Sub))
            return Sliced(node.Inputs[0]) is { } ends && Sliced(node.Inputs[1]) == ends ? [ends.Output()] : [];
        var arguments = new DeclaredArguments(node);
        return ((string[])["row_partition_tensors", "rt_nested_splits", "params_nested_splits", "splits"]).SelectMany(arguments.Inputs);
    }

    private static Node? Sliced(NodeOutput output) =>
        ConstantReader.Origin(output).As(ArrayOperations.StridedSlice) is { } slice && ConstantReader.Origin(slice.Inputs[0]) is { IsParameter: true } parameter
            ? parameter
            : null;
}
