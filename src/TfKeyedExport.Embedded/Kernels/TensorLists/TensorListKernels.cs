namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary>Lists of tensors, as loops of TensorFlow 2 use them.</summary>
internal static class TensorListKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("EmptyTensorList", Exactness.BitExact, TypeSets.Any, r => new EmptyTensorListKernel(r))
        .Add("TensorListConcat", Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatKernel())
        .Add("TensorListConcatLists", Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatListsKernel(), gaps: "scalars of lists only")
        .Add("TensorListConcatV2", Exactness.BitExact, TypeSets.Any, _ => new TensorListConcatKernel(), gaps: "every element must be set")
        .Add("TensorListElementShape", Exactness.BitExact, TypeSets.Any, _ => new TensorListElementShapeKernel())
        .Add("TensorListFromTensor", Exactness.BitExact, TypeSets.Any, r => new TensorListFromTensorKernel(r))
        .Add("TensorListGather", Exactness.BitExact, TypeSets.Any, r => new TensorListStackKernel(r))
        .Add("TensorListGetItem", Exactness.BitExact, TypeSets.Any, _ => new TensorListGetItemKernel())
        .Add("TensorListLength", Exactness.BitExact, TypeSets.Any, _ => new TensorListLengthKernel())
        .Add("TensorListPopBack", Exactness.BitExact, TypeSets.Any, _ => new TensorListPopBackKernel())
        .Add("TensorListPushBack", Exactness.BitExact, TypeSets.Any, _ => new TensorListPushBackKernel())
        .Add("TensorListReserve", Exactness.BitExact, TypeSets.Any, r => new TensorListReserveKernel(r))
        .Add("TensorListResize", Exactness.BitExact, TypeSets.Any, _ => new TensorListResizeKernel())
        .Add("TensorListScatter", Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add("TensorListScatterIntoExistingList", Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add("TensorListScatterV2", Exactness.BitExact, TypeSets.Any, r => new TensorListScatterKernel(r))
        .Add("TensorListSetItem", Exactness.BitExact, TypeSets.Any, r => new TensorListSetItemKernel(r))
        .Add("TensorListSplit", Exactness.BitExact, TypeSets.Any, _ => new TensorListSplitKernel())
        .Add("TensorListStack", Exactness.BitExact, TypeSets.Any, r => new TensorListStackKernel(r));
}
