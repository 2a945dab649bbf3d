using TfKeyedExport.Embedded.Kernels.Arrays;

namespace TfKeyedExport.Embedded.Kernels.TensorArrays;

/// <summary>Arrays of tensors, as loops of TensorFlow 1 use them.</summary>
internal static class TensorArrayKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("TensorArrayCloseV3", Exactness.BitExact, TypeSets.Any, _ => new NoOpKernel())
        .Add("TensorArrayConcatV3", Exactness.BitExact, TypeSets.Any, r => new TensorArrayConcatKernel(r))
        .Add("TensorArrayGatherV3", Exactness.BitExact, TypeSets.Any, r => new TensorArrayGatherKernel(r))
        .Add("TensorArrayReadV3", Exactness.BitExact, TypeSets.Any, r => new TensorArrayReadKernel(r))
        .Add("TensorArrayScatterV3", Exactness.BitExact, TypeSets.Any, _ => new TensorArrayScatterKernel())
        .Add("TensorArraySizeV3", Exactness.BitExact, TypeSets.Any, _ => new TensorArraySizeKernel())
        .Add("TensorArraySplitV3", Exactness.BitExact, TypeSets.Any, _ => new TensorArraySplitKernel())
        .Add("TensorArrayV3", Exactness.BitExact, TypeSets.Any, r => new TensorArrayKernel(r))
        .Add("TensorArrayWriteV3", Exactness.BitExact, TypeSets.Any, _ => new TensorArrayWriteKernel());
}
