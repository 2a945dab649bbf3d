using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Quantization;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Quantization;

/// <summary>Numbers rounded as integers of few bits would hold them.</summary>
internal static class QuantizationKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(QuantizationOperations.FakeQuantWithMinMaxArgs, Exactness.Summed, TypeSets.Any, r => new FakeQuantKernel(r))
        .Add(QuantizationOperations.FakeQuantWithMinMaxVars, Exactness.Summed, TypeSets.Any, r => new FakeQuantKernel(r))
        .Add(QuantizationOperations.FakeQuantWithMinMaxVarsPerChannel, Exactness.Summed, TypeSets.Any, r => new FakeQuantKernel(r))
        .Add(QuantizationOperations.QuantizeAndDequantizeV2, Exactness.Summed, TypeSets.Floats, Rounded)
        .Add(QuantizationOperations.QuantizeAndDequantizeV3, Exactness.Summed, TypeSets.Floats, Rounded)
        .Add(QuantizationOperations.QuantizeAndDequantizeV4, Exactness.Summed, TypeSets.Floats, Rounded);

    private static Kernel Rounded(KernelRequest request) => request.InputType(0) == DataType.Float
        ? new QuantizeAndDequantizeKernel<float>(request)
        : new QuantizeAndDequantizeKernel<double>(request);
}
