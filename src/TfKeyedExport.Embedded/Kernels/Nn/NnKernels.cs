using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>Layers of neural networks.</summary>
internal static class NnKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("LogSoftmax", Exactness.Summed, TypeSets.Floats, r => Softmax(r, true), widens: true)
        .Add("Softmax", Exactness.Summed, TypeSets.Floats, r => Softmax(r, false), widens: true);

    private static Kernel Softmax(KernelRequest request, bool logarithm) =>
        request.InputType(0) == DataType.Float ? new FloatSoftmaxKernel(logarithm) : new DoubleSoftmaxKernel(logarithm);
}
