using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Counting;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Random;
using TfKeyedExport.Operations.Segments;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>
/// Finds inputs whose values say how large something is made or how often a loop goes round: an engine would do as it is told, and take all memory or time.
/// </summary>
internal sealed class SizingReader(HintScope scope)
{
    private const int Deepest = 64;

    private static readonly Dictionary<Operation, int[]> Sizes = new()
    {
        [ArrayOperations.Range] = [0, 1, 2],
        [ArrayOperations.LinSpace] = [2],
        [ArrayOperations.Fill] = [0],
        [ArrayOperations.Tile] = [1],
        [ArrayOperations.BroadcastTo] = [1],
        [ArrayOperations.OneHot] = [1],
        [ArrayOperations.Pad] = [1],
        [ArrayOperations.PadV2] = [1],
        [ArrayOperations.Reshape] = [1],
        [ArrayOperations.TopKV2] = [1],
        [ArrayOperations.DynamicStitch] = [0, 1, 2, 3],
        [ArrayOperations.ParallelDynamicStitch] = [0, 1, 2, 3],
        [CountingOperations.Bincount] = [0, 1],
        [CountingOperations.DenseBincount] = [0, 1],
        [SegmentOperations.SegmentSum] = [1],
        [SegmentOperations.SegmentMax] = [1],
        [SegmentOperations.SegmentMean] = [1],
        [SegmentOperations.SegmentMin] = [1],
        [SegmentOperations.SegmentProd] = [1],
        [SegmentOperations.UnsortedSegmentSum] = [2],
        [SegmentOperations.UnsortedSegmentMax] = [2],
        [SegmentOperations.UnsortedSegmentMin] = [2],
        [SegmentOperations.UnsortedSegmentProd] = [2],
        [RandomOperations.RandomUniform] = [0],
        [RandomOperations.RandomStandardNormal] = [0],
    };

    private readonly HashSet<NodeOutput> _seen = [];

    /// <summary>Reads a graph and its regions, which must have been walked before.</summary>
    public void Read(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is { } operation && Sizes.TryGetValue(operation, out int[]? inputs))
            {
                foreach (int input in inputs.Where(i => i < node.Inputs.Count))
                    Mark(node.Inputs[input], 0);
            }
            if (node.IsLoop && node.Regions is [var condition, ..])
                Mark(condition.Results[0], 0);
            foreach (Graph region in node.Regions)
                Read(region);
        }
    }

    private void Mark(NodeOutput output, int depth)
    {
        output = scope.Source(output);
        if (depth > Deepest || !_seen.Add(output))
            return;
        foreach (Trail trail in scope.Of(output))
            trail.Hints.IsSize = true;
        // How large something is is no value, and how many inputs there are in a row is none either.
        if (output.Node.IsConstant || output.Node.Operation is { TakesSizes: true })
            return;
        foreach (NodeOutput input in output.Node.Inputs)
            Mark(input, depth + 1);
        foreach (Graph region in output.Node.Regions.Where(r => output.Index < r.Results.Count))
            Mark(region.Results[output.Index], depth + 1);
    }
}
