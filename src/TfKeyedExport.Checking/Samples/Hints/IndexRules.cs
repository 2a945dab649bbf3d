using TfKeyedExport.Graphs;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Operations that take numbers as places in something: they must lie within it.</summary>
internal static class IndexRules
{
    /// <summary>Bounds what a node takes as indices.</summary>
    public static void Apply(Node node, HintScope scope)
    {
        switch (node.Work.Name)
        {
            case "ResourceGather" or "Gather":
                Bound(1, Size(0, (int)node.Attributes.Int("batch_dims", 0)));
                break;
            case "GatherV2":
                Bound(1, Size(0, node.Inputs.Count > 2 && scope.Numbers(node.Inputs[2]) is [double axis] ? (int)axis : 0));
                break;
            case "GatherNd" or "ResourceGatherNd":
                Bound(1, LeastSize(scope.SizesOf(node.Inputs[0]), Depth(1)));
                break;
            case "TensorScatterUpdate" or "TensorScatterAdd" or "TensorScatterSub" or "TensorScatterMax" or "TensorScatterMin":
                Bound(1, LeastSize(scope.SizesOf(node.Inputs[0]), Depth(1)));
                break;
            case "ScatterNd":
                Bound(0, LeastSize(node.Inputs.Count > 2 && scope.Numbers(node.Inputs[2]) is { } sizes ? Array.ConvertAll(sizes, s => (long)s) : null, Depth(0)));
                break;
            case "SparseSegmentSum" or "SparseSegmentMean" or "SparseSegmentSqrtN"
                or "SparseSegmentSumWithNumSegments" or "SparseSegmentMeanWithNumSegments" or "SparseSegmentSqrtNWithNumSegments":
                Bound(1, Size(0, 0));
                break;
            case "OneHot":
                // An index outside gives a row of zeros.
                Bound(0, Number(1), soft: true);
                break;
            case "Bincount" or "DenseBincount":
                Bound(0, Number(1), soft: true);
                AtLeastZero(0);
                break;
            case "UnsortedSegmentSum" or "UnsortedSegmentMax" or "UnsortedSegmentMin" or "UnsortedSegmentProd":
                Bound(1, Number(2));
                break;
            case "DynamicPartition":
                Bound(1, node.Attributes.Int("num_partitions", 0));
                break;
            case "InTopKV2":
                Bound(1, scope.SizesOf(node.Inputs[0]) is [_, long classes] ? classes : null, soft: true);
                break;
        }

        long? Number(int input) => input < node.Inputs.Count && scope.Numbers(node.Inputs[input]) is [double number] ? (long)number : null;

        long? Size(int input, int axis) =>
            input < node.Inputs.Count && scope.SizesOf(node.Inputs[input]) is { } sizes && (axis < 0 ? axis + sizes.Length : axis) is int at && at >= 0 && at < sizes.Length ? sizes[at] : null;

        int Depth(int input) => input < node.Inputs.Count && scope.SizesOf(node.Inputs[input]) is { Length: > 0 } sizes && sizes[^1] > 0 ? (int)Math.Min(sizes[^1], 64) : 1;

        void Bound(int input, long? size, bool soft = false)
        {
            if (size is not > 0 || input >= node.Inputs.Count)
                return;
            foreach (Trail trail in scope.Of(node.Inputs[input]))
                trail.Index(size.Value, soft);
        }

        void AtLeastZero(int input)
        {
            foreach (Trail trail in scope.Of(node.Inputs[input]))
                trail.Within(0, double.PositiveInfinity);
        }
    }

    /// <summary>The least of the sizes that the parts of an index go into: which part goes into which is not followed.</summary>
    private static long? LeastSize(long[]? sizes, int depth) =>
        sizes is null || sizes.Length < depth ? null : sizes[..depth].Where(s => s > 0).Select(s => (long?)s).Min();
}
