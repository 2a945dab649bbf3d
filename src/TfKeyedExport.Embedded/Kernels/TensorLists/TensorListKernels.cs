using TfKeyedExport.Operations.TensorLists;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary>Lists of tensors, as loops of TensorFlow 2 use them.</summary>
internal static class TensorListKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(TensorListOperations.EmptyTensorList, Exactness.BitExact, TypeSets.Any, r => new EmptyTensorListKernel(r))
        .Add(TensorListOperations.TensorListConcat, Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatKernel())
        .Add(
            TensorListOperations.TensorListConcatLists, Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatListsKernel(), gaps: "scalars of lists only")
        .Add(TensorListOperations.TensorListConcatV2, Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatKernel(), gaps: "every element must be set")
        .Add(TensorListOperations.TensorListElementShape, Exactness.BitExact, TypeSets.Any, _ => new TensorListElementShapeKernel())
        .Add(TensorListOperations.TensorListFromTensor, Exactness.BitExact, TypeSets.Any, r => new TensorListFromTensorKernel(r))
        .Add(TensorListOperations.TensorListGather, Exactness.BitExact, TypeSets.Any, r => new TensorListStackKernel(r))
        .Add(TensorListOperations.TensorListGetItem, Exactness.BitExact, TypeSets.Any, _ => new TensorListGetItemKernel())
        .Add(TensorListOperations.TensorListLength, Exactness.BitExact, TypeSets.Any, _ => new TensorListLengthKernel())
        .Add(TensorListOperations.TensorListPopBack, Exactness.BitExact, TypeSets.Any, _ => new TensorListPopBackKernel())
        .Add(TensorListOperations.TensorListPushBack, Exactness.BitExact, TypeSets.Any, _ => new TensorListPushBackKernel())
        .Add(TensorListOperations.TensorListReserve, Exactness.BitExact, TypeSets.Any, r => new TensorListReserveKernel(r))
        .Add(TensorListOperations.TensorListResize, Exactness.BitExact, TypeSets.Any, _ => new TensorListResizeKernel())
        .Add(TensorListOperations.TensorListScatter, Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add(TensorListOperations.TensorListScatterIntoExistingList, Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add(TensorListOperations.TensorListScatterV2, Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add(TensorListOperations.TensorListSetItem, Exactness.BitExact, TypeSets.Any, r => new TensorListSetItemKernel(r))
        .Add(TensorListOperations.TensorListSplit, Exactness.BitExact, TypeSets.Any, _ => new TensorListSplitKernel())
        .Add(TensorListOperations.TensorListStack, Exactness.BitExact, TypeSets.Any, r => new TensorListStackKernel(r));
}
