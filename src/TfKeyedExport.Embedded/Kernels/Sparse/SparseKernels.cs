using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Sparse;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Tensors of which only the elements that are there are kept.</summary>
internal static class SparseKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(SparseOperations.SparseAdd, Exactness.BitExact, TypeSets.Numbers, Sum)
        .Add(SparseOperations.SparseConcat, Exactness.BitExact, TypeSets.PlainAndStrings, r => new SparseConcatKernel(r))
        .Add(SparseOperations.SparseCross, Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add(SparseOperations.SparseCrossHashed, Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r), gaps: "no sparse columns of whole numbers")
        .Add(SparseOperations.SparseCrossV2, Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add(SparseOperations.SparseDenseCwiseAdd, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<DenseSum>(r, r.InputType(1)))
        .Add(SparseOperations.SparseDenseCwiseDiv, Exactness.BitExact, TypeSets.Floats,
            r => r.InputType(1) == DataType.Float
                ? new SparseDenseKernel<float, DivOperation<float>>(true)
                : new SparseDenseKernel<double, DivOperation<double>>(true))
        .Add(SparseOperations.SparseDenseCwiseMul, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<DenseProduct>(r, r.InputType(1)))
        .Add(SparseOperations.SparseFillEmptyRows, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseFillEmptyRowsKernel())
        .Add(SparseOperations.SparseReduceMax, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<Reduced>(r, r.InputType(1)))
        .Add(SparseOperations.SparseReduceSum, Exactness.Summed, TypeSets.Numbers, r => NumberTypes.Make<Reduced>(r, r.InputType(1)))
        .Add(SparseOperations.SparseReorder, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseReorderKernel())
        .Add(SparseOperations.SparseReshape, Exactness.BitExact, TypeSets.Any, _ => new SparseReshapeKernel())
        .Add(SparseOperations.SparseSlice, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseSliceKernel())
        .Add(
            SparseOperations.SparseSoftmax, Exactness.Summed, TypeSets.Floats,
            r => r.InputType(1) == DataType.Float ? new SparseSoftmaxKernel<float>() : new SparseSoftmaxKernel<double>())
        .Add(SparseOperations.SparseSparseMaximum, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<Merged>(r, r.InputType(1)))
        .Add(SparseOperations.SparseSparseMinimum, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<Merged>(r, r.InputType(1)))
        .Add(SparseOperations.SparseTensorDenseAdd, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<TensorSum>(r, r.InputType(1)))
        .Add(SparseOperations.SparseTensorDenseMatMul, Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32], Product)
        .Add(SparseOperations.SparseToDense, Exactness.BitExact, TypeSets.PlainAndStrings, r => new SparseToDenseKernel(r));

    private static Kernel Sum(KernelRequest request) => request.InputType(1) == request.InputType(6)
        ? NumberTypes.Make<Merged>(request, request.InputType(1))
        : throw request.Unsupported("a threshold of another type than the elements is not supported");

    private readonly struct Merged : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SparseMergeKernel<T>(request);
    }

    private readonly struct Reduced : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SparseReduceKernel<T>(request);
    }

    private readonly struct DenseSum : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SparseDenseKernel<T, AddOperation<T>>();
    }

    private readonly struct DenseProduct : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SparseDenseKernel<T, MulOperation<T>>();
    }

    private readonly struct TensorSum : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            request.InputType(0) == DataType.Int32 ? new SparseTensorAddKernel<T, int>() : new SparseTensorAddKernel<T, long>();
    }

    private static Kernel Product(KernelRequest request) => request.InputType(1) switch
    {
        DataType.Float => new SparseDenseProductKernel<float>(request),
        DataType.Double => new SparseDenseProductKernel<double>(request),
        _ => new SparseDenseProductKernel<int>(request),
    };
}
