using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Tensors of which only the elements that are there are kept.</summary>
internal static class SparseKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("SparseConcat", Exactness.BitExact, TypeSets.PlainAndStrings, r => new SparseConcatKernel(r))
        .Add("SparseCross", Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add("SparseCrossHashed", Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r), gaps: "no sparse columns of whole numbers")
        .Add("SparseCrossV2", Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add("SparseFillEmptyRows", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseFillEmptyRowsKernel())
        .Add("SparseReorder", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseReorderKernel())
        .Add("SparseReshape", Exactness.BitExact, TypeSets.Any, _ => new SparseReshapeKernel())
        .Add("SparseSlice", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseSliceKernel())
        .Add("SparseTensorDenseMatMul", Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32], Product)
        .Add("SparseToDense", Exactness.BitExact, TypeSets.PlainAndStrings, r => new SparseToDenseKernel(r));

    private static Kernel Product(KernelRequest request) => request.InputType(1) switch
    {
        DataType.Float => new SparseDenseProductKernel<float>(request),
        DataType.Double => new SparseDenseProductKernel<double>(request),
        _ => new SparseDenseProductKernel<int>(request),
    };
}
