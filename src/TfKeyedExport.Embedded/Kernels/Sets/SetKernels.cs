using TfKeyedExport.Operations.Counting;
using TfKeyedExport.Operations.Scattering;
using TfKeyedExport.Operations.Segments;
using TfKeyedExport.Operations.Sets;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>Finding, counting, grouping and scattering elements.</summary>
internal static class SetKernels
{
    private static readonly DataType[] Keys = [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.String];

    public static void Register(KernelRegistry registry) => registry
        .Add(CountingOperations.Bincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Flat))
        .Add(CountingOperations.Bucketize, Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Bucketize)
        .Add(CountingOperations.DenseBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Dense))
        .Add(CountingOperations.DenseCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Dense))
        .Add(CountingOperations.HistogramFixedWidth, Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Histogram)
        .Add(SetOperations.ListDiff, Exactness.BitExact, Keys,
            r => r.OutputType(1) == DataType.Int32 ? new ListDiffKernel<int>(r.InputType(0)) : new ListDiffKernel<long>(r.InputType(0)))
        .Add(CountingOperations.LowerBound, Exactness.BitExact, TypeSets.Numbers, BoundKernels.Lower)
        .Add(CountingOperations.RaggedBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Ragged))
        .Add(CountingOperations.RaggedCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Ragged))
        .Add(ScatteringOperations.ScatterNd, Exactness.BitExact, [.. ScatterNdKernels.Sums, DataType.Bool], ScatterNdKernels.Zeros)
        .Add(SegmentOperations.SegmentMax, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add(SegmentOperations.SegmentMean, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Mean)
        .Add(SegmentOperations.SegmentMin, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add(SegmentOperations.SegmentProd, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add(SegmentOperations.SegmentSum, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum)
        .Add(CountingOperations.SparseBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Sparse))
        .Add(CountingOperations.SparseCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Sparse))
        .Add(SegmentOperations.SparseSegmentMean, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add(SegmentOperations.SparseSegmentMeanWithNumSegments, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add(SegmentOperations.SparseSegmentSqrtN, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add(SegmentOperations.SparseSegmentSqrtNWithNumSegments, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add(SegmentOperations.SparseSegmentSum, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add(SegmentOperations.SparseSegmentSumWithNumSegments, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add(ScatteringOperations.TensorScatterAdd, Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Add)
        .Add(ScatteringOperations.TensorScatterMax, Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Max)
        .Add(ScatteringOperations.TensorScatterMin, Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Min)
        .Add(ScatteringOperations.TensorScatterSub, Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Sub)
        .Add(ScatteringOperations.TensorScatterUpdate, Exactness.BitExact, TypeSets.PlainAndStrings, ScatterNdKernels.Update)
        .Add(SetOperations.Unique, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueV2, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueWithCounts, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueWithCountsV2, Exactness.BitExact, Keys, Unique)
        .Add(SegmentOperations.UnsortedSegmentMax, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add(SegmentOperations.UnsortedSegmentMin, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add(SegmentOperations.UnsortedSegmentProd, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add(SegmentOperations.UnsortedSegmentSum, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum)
        .Add(CountingOperations.UpperBound, Exactness.BitExact, TypeSets.Numbers, BoundKernels.Upper);

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
