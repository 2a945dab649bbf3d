namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Tensors of which only the elements that are there are kept.</summary>
internal static class SparseKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("SparseCross", Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add("SparseCrossV2", Exactness.BitExact, TypeSets.Any, r => new SparseCrossKernel(r))
        .Add("SparseFillEmptyRows", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SparseFillEmptyRowsKernel())
        .Add("SparseReshape", Exactness.BitExact, TypeSets.Any, _ => new SparseReshapeKernel())
        .Add("SparseToDense", Exactness.BitExact, TypeSets.PlainAndStrings, r => new SparseToDenseKernel(r));
}
