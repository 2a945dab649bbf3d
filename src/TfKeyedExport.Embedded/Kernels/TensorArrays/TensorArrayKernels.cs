using TfKeyedExport.Embedded.Kernels.Common;
using TfKeyedExport.Operations.TensorArrays;

namespace TfKeyedExport.Embedded.Kernels.TensorArrays;

/// <summary>Arrays of tensors, as loops of TensorFlow 1 use them.</summary>
internal static class TensorArrayKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(TensorArrayOperations.TensorArrayCloseV3, Exactness.BitExact, TypeSets.Any, _ => new NoOpKernel())
        .Add(TensorArrayOperations.TensorArrayConcatV3, Exactness.BitExact, TypeSets.Any, r => new TensorArrayConcatKernel(r))
        .Add(TensorArrayOperations.TensorArrayGatherV3, Exactness.BitExact, TypeSets.Any, r => new TensorArrayGatherKernel(r))
        .Add(TensorArrayOperations.TensorArrayReadV3, Exactness.BitExact, TypeSets.Any, r => new TensorArrayReadKernel(r))
        .Add(TensorArrayOperations.TensorArrayScatterV3, Exactness.BitExact, TypeSets.Any, _ => new TensorArrayScatterKernel())
        .Add(TensorArrayOperations.TensorArraySizeV3, Exactness.BitExact, TypeSets.Any, _ => new TensorArraySizeKernel())
        .Add(TensorArrayOperations.TensorArraySplitV3, Exactness.BitExact, TypeSets.Any, _ => new TensorArraySplitKernel())
        .Add(TensorArrayOperations.TensorArrayV3, Exactness.BitExact, TypeSets.Any, r => new TensorArrayKernel(r))
        .Add(TensorArrayOperations.TensorArrayWriteV3, Exactness.BitExact, TypeSets.Any, _ => new TensorArrayWriteKernel());
}
