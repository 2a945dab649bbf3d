using TfKeyedExport.Operations.Scattering;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Scattering;

/// <summary>Writing elements to places that indices tell.</summary>
internal static class ScatteringKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(ScatteringOperations.ScatterNd, Exactness.BitExact, [.. ScatterNdKernels.Sums, DataType.Bool], ScatterNdKernels.Zeros)
        .Add(ScatteringOperations.TensorScatterAdd, Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Add)
        .Add(ScatteringOperations.TensorScatterMax, Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Max)
        .Add(ScatteringOperations.TensorScatterMin, Exactness.BitExact, ScatterNdKernels.Ordered, ScatterNdKernels.Min)
        .Add(ScatteringOperations.TensorScatterSub, Exactness.BitExact, ScatterNdKernels.Sums, ScatterNdKernels.Sub)
        .Add(ScatteringOperations.TensorScatterUpdate, Exactness.BitExact, TypeSets.PlainAndStrings, ScatterNdKernels.Update);
}
