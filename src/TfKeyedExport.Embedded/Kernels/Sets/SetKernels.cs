using TfKeyedExport.Operations.Sets;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>Which elements are different, and which are in both.</summary>
internal static class SetKernels
{
    private static readonly DataType[] Keys = [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.String];

    public static void Register(KernelRegistry registry) => registry
        .Add(SetOperations.ListDiff, Exactness.BitExact, Keys,
            r => r.OutputType(1) == DataType.Int32 ? new ListDiffKernel<int>(r.InputType(0)) : new ListDiffKernel<long>(r.InputType(0)))
        .Add(SetOperations.Unique, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueV2, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueWithCounts, Exactness.BitExact, Keys, Unique)
        .Add(SetOperations.UniqueWithCountsV2, Exactness.BitExact, Keys, Unique);

    private static Runtime.Kernel Unique(KernelRequest request) =>
        request.OutputType(1) == DataType.Int32 ? new UniqueKernel<int>(request) : new UniqueKernel<long>(request);
}
