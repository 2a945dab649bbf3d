using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Products of matrices.</summary>
internal static class LinearKernels
{
    private static readonly DataType[] BatchTypes = [DataType.Float, DataType.Double, DataType.Int16, DataType.Int32, DataType.Int64];

    public static void Register(KernelRegistry registry) => registry
        .Add("BatchMatMul", Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add("BatchMatMulV2", Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add("BiasAdd", Exactness.BitExact, TypeSets.Numbers, BiasAddKernels.Create, widens: true)
        .Add("MatMul", Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64], MatMulKernels.Create, widens: true)
        .Add(Planning.DenseFusion.Op, Exactness.Summed, [DataType.Float], MatMulKernels.Dense);
}
