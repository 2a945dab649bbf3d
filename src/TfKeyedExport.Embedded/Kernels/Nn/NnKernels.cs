using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>Layers of neural networks.</summary>
internal static class NnKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("AvgPool", Exactness.Summed, [DataType.Float], r => new PoolKernel(r), widens: true)
        .Add("Conv2D", Exactness.Summed, [DataType.Float], r => new Conv2DKernel(r), widens: true)
        .Add("DepthwiseConv2dNative", Exactness.Summed, [DataType.Float], r => new DepthwiseConv2DKernel(r), widens: true)
        .Add("FusedBatchNorm", Exactness.Summed, [DataType.Float], r => new FusedBatchNormKernel(r), widens: true, gaps: "inference only")
        .Add("FusedBatchNormV2", Exactness.Summed, [DataType.Float], r => new FusedBatchNormKernel(r), widens: true, gaps: "inference only")
        .Add("FusedBatchNormV3", Exactness.Summed, [DataType.Float], r => new FusedBatchNormKernel(r), widens: true, gaps: "inference only")
        .Add(Planning.ConvolutionFusion.Op, Exactness.Summed, [DataType.Float], r => new FusedConvolutionKernel(r))
        .Add("LogSoftmax", Exactness.Summed, TypeSets.Floats, r => Softmax(r, true), widens: true)
        .Add("MaxPool", Exactness.BitExact, [DataType.Float], r => new PoolKernel(r), widens: true)
        .Add("Softmax", Exactness.Summed, TypeSets.Floats, r => Softmax(r, false), widens: true);

    private static Kernel Softmax(KernelRequest request, bool logarithm) =>
        request.InputType(0) == DataType.Float ? new FloatSoftmaxKernel(logarithm) : new DoubleSoftmaxKernel(logarithm);
}
