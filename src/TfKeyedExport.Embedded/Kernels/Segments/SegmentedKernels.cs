using TfKeyedExport.Operations.Segments;

namespace TfKeyedExport.Embedded.Kernels.Segments;

/// <summary>Sums and the like over the rows of each segment.</summary>
internal static class SegmentedKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(SegmentOperations.SegmentMax, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add(SegmentOperations.SegmentMean, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Mean)
        .Add(SegmentOperations.SegmentMin, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add(SegmentOperations.SegmentProd, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add(SegmentOperations.SegmentSum, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum)
        .Add(SegmentOperations.SparseSegmentMean, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add(SegmentOperations.SparseSegmentMeanWithNumSegments, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Mean), widens: true)
        .Add(SegmentOperations.SparseSegmentSqrtN, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add(
            SegmentOperations.SparseSegmentSqrtNWithNumSegments, Exactness.BitExact, TypeSets.Floats,
            SegmentKernels.Sparse(SegmentCombiner.SqrtN), widens: true)
        .Add(SegmentOperations.SparseSegmentSum, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add(SegmentOperations.SparseSegmentSumWithNumSegments, Exactness.BitExact, TypeSets.Floats, SegmentKernels.Sparse(SegmentCombiner.Sum), widens: true)
        .Add(SegmentOperations.UnsortedSegmentMax, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Max)
        .Add(SegmentOperations.UnsortedSegmentMin, Exactness.BitExact, TypeSets.Numbers, SegmentKernels.Min)
        .Add(SegmentOperations.UnsortedSegmentProd, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Prod)
        .Add(SegmentOperations.UnsortedSegmentSum, Exactness.Summed, TypeSets.Numbers, SegmentKernels.Sum);
}
