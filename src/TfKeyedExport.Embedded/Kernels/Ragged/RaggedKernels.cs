using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Ragged;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>Tensors whose rows have lengths of their own.</summary>
internal static class RaggedKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(RaggedOperations.RaggedGather, Exactness.BitExact, TypeSets.Any, Gather)
        .Add(RaggedOperations.RaggedRange, Exactness.BitExact, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64], Range)
        .Add(RaggedOperations.RaggedTensorToSparse, Exactness.BitExact, TypeSets.Any, r => new RaggedTensorToSparseKernel(r))
        .Add(RaggedOperations.RaggedTensorToTensor, Exactness.BitExact, TypeSets.PlainAndStrings, r => new RaggedTensorToTensorKernel(r));

    private static Kernel Gather(KernelRequest request) =>
        request.InputType(0) == DataType.Int32 ? new RaggedGatherKernel<int>(request) : new RaggedGatherKernel<long>(request);

    private static Kernel Range(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new RaggedRangeKernel<float>(),
        DataType.Double => new RaggedRangeKernel<double>(),
        DataType.Int32 => new RaggedRangeKernel<int>(),
        _ => new RaggedRangeKernel<long>(),
    };
}
