using TfKeyedExport.Operations.Counting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary>Counting elements, and finding their places among boundaries.</summary>
internal static class CountingKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(CountingOperations.Bincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Flat))
        .Add(CountingOperations.Bucketize, Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Bucketize)
        .Add(CountingOperations.DenseBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Dense))
        .Add(CountingOperations.DenseCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Dense))
        .Add(CountingOperations.HistogramFixedWidth, Exactness.BitExact, [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double], Histogram)
        .Add(CountingOperations.LowerBound, Exactness.BitExact, TypeSets.Numbers, BoundKernels.Lower)
        .Add(CountingOperations.RaggedBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Ragged))
        .Add(CountingOperations.RaggedCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Ragged))
        .Add(CountingOperations.SparseBincount, Exactness.BitExact, TypeSets.Any, BincountKernels.Of(BincountForm.Sparse))
        .Add(CountingOperations.SparseCountSparseOutput, Exactness.BitExact, TypeSets.Any, CountSparseKernels.Of(BincountForm.Sparse))
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
}
