using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sizes;

/// <summary>Steps that planning makes of arithmetic on shapes.</summary>
internal static class SizeKernels
{
    public static void Register(KernelRegistry registry) => registry
        .AddStep<SizeStep>((r, _) => r.OutputType(0) == DataType.Int32 ? new SizeKernel<int>() : new SizeKernel<long>())
        .AddStep<SizeVectorStep>((r, _) => r.OutputType(0) == DataType.Int32 ? new SizeVectorKernel<int>(r) : new SizeVectorKernel<long>(r));
}
