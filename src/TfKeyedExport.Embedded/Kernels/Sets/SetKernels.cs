using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>Finding, counting, grouping and scattering elements.</summary>
internal static class SetKernels
{
    private static readonly DataType[] Keys = [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.String];

    public static void Register(KernelRegistry registry) => registry
        .Add("Bincount", Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Flat))
        .Add("Bucketize", Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Bucketize)
        .Add("DenseBincount", Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Dense))
        .Add("DenseCountSparseOutput", Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Dense))
        .Add("HistogramFixedWidth", Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Histogram)
        .Add("ListDiff", Exactness.BitExact, Keys,
            r => r.OutputType(1) == DataType.Int32 ? new ListDiffKernel<int>(r.InputType(0)) : new ListDiffKernel<long>(r.InputType(0)))
        .Add("LowerBound", Exactness.BitExact, TypeSets.Numbers, BoundKernels.Lower)
        .Add("RaggedBincount", Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Ragged))
        .Add("RaggedCountSparseOutput", Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Ragged))
        .Add("ScatterNd", Exactness.BitExact, [.. ScatterNdKernels.Sums, DataType.Bool], ScatterNdKernels.Zeros)
        .Add("SegmentMax", Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add("SegmentMean", Exactness.Summed, TypeSets.Numbers, SegmentKernels.Mean)
        .Add("SegmentMin", Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add("SegmentProd", Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add("SegmentSum", Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum)
        .Add("SparseBincount", Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Sparse))
        .Add("SparseCountSparseOutput", Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Sparse))
        .Add("SparseSegmentMean", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add("SparseSegmentMeanWithNumSegments", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add("SparseSegmentSqrtN", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add("SparseSegmentSqrtNWithNumSegments", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add("SparseSegmentSum", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add("SparseSegmentSumWithNumSegments", Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add("TensorScatterAdd", Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Add)
        .Add("TensorScatterMax", Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Max)
        .Add("TensorScatterMin", Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Min)
        .Add("TensorScatterSub", Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Sub)
        .Add("TensorScatterUpdate", Exactness.BitExact, TypeSets.PlainAndStrings, ScatterNdKernels.Update)
        .Add("Unique", Exactness.BitExact, Keys, Unique)
        .Add("UniqueV2", Exactness.BitExact, Keys, Unique)
        .Add("UniqueWithCounts", Exactness.BitExact, Keys, Unique)
        .Add("UniqueWithCountsV2", Exactness.BitExact, Keys, Unique)
        .Add("UnsortedSegmentMax", Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add("UnsortedSegmentMin", Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add("UnsortedSegmentProd", Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add("UnsortedSegmentSum", Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum)
        .Add("UpperBound", Exactness.BitExact, TypeSets.Numbers, BoundKernels.Upper);

    private static Runtime.Kernel Bucketize(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Int32 => new BucketizeKernel<int, float>(request),
        DataType.Int64 => new BucketizeKernel<long, float>(request),
        DataType.Float => new BucketizeKernel<float, float>(request),
        _ => new BucketizeKernel<double, double>(request),
    };

    private static Runtime.Kernel Histogram(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Int32 => new HistogramKernel<int>(),
        DataType.Int64 => new HistogramKernel<long>(),
        DataType.Float => new HistogramKernel<float>(),
        _ => new HistogramKernel<double>(),
    };

    private static Runtime.Kernel Unique(KernelRequest request) =>
        request.OutputType(1) == DataType.Int32 ? new UniqueKernel<int>(request) : new UniqueKernel<long>(request);
}
