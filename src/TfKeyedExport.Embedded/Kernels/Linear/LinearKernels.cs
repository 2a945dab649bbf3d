using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Products of matrices.</summary>
internal static class LinearKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("MatMul", Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64], MatMulKernels.Create, widens: true);
}
