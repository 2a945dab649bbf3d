using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>Layers of neural networks.</summary>
internal static class NnKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(NnOperations.AvgPool, Exactness.Summed, TypeSets.Floats, r => IsFloat(r) ? new PoolKernel(r) : new VolumePoolKernel<double>(r), widens: true)
        .Add(NnOperations.AvgPool3D, Exactness.Summed, TypeSets.Floats, VolumePool, widens: true)
        .Add(NnOperations.Conv2D, Exactness.Summed, ConvolutionTypes, Convolution, widens: true)
        .Add(NnOperations.Conv2DBackpropInput, Exactness.Summed, ConvolutionTypes, Transposed, widens: true)
        .Add(
            NnOperations.Conv3D, Exactness.Summed, TypeSets.Floats,
            r => IsFloat(r) ? new VolumeConvolutionKernel<float>(r) : new VolumeConvolutionKernel<double>(r), widens: true)
        .Add(NnOperations.Conv3DBackpropInputV2, Exactness.Summed, TypeSets.Floats, Transposed, widens: true)
        .Add(
            NnOperations.DepthwiseConv2dNative, Exactness.Summed, TypeSets.Floats,
            r => IsFloat(r) ? new DepthwiseConv2DKernel(r) : new DepthwiseVolumeKernel<double>(r), widens: true)
        .Add(NnOperations.ExtractImagePatches, Exactness.BitExact, TypeSets.Plain, r => new PatchesKernel(r))
        .Add(NnOperations.FusedBatchNorm, Exactness.Summed, [DataType.Float], BatchNorm, widens: true)
        .Add(NnOperations.FusedBatchNormV2, Exactness.Summed, [DataType.Float], BatchNorm, widens: true)
        .Add(NnOperations.FusedBatchNormV3, Exactness.Summed, [DataType.Float], BatchNorm, widens: true)
        .AddStep<ConvolutionStep>((r, step) => new FusedConvolutionKernel(r, step))
        .Add(
            NnOperations.InTopK, Exactness.BitExact, TypeSets.Indices,
            r => r.InputType(1) == DataType.Int32 ? new InTopKKernel<int>(r) : new InTopKKernel<long>(r))
        .Add(
            NnOperations.InTopKV2, Exactness.BitExact, TypeSets.Indices,
            r => r.InputType(1) == DataType.Int32 ? new InTopKKernel<int>(r) : new InTopKKernel<long>(r))
        .Add(NnOperations.LogSoftmax, Exactness.Summed, TypeSets.Floats, r => Softmax(r, true), widens: true)
        .Add(NnOperations.LRN, Exactness.Summed, [DataType.Float], r => new LocalResponseKernel(r), widens: true)
        .Add(NnOperations.MaxPool, Exactness.BitExact, TypeSets.Numbers, r => IsFloat(r) ? new PoolKernel(r) : VolumePool(r), widens: true)
        .Add(NnOperations.MaxPool3D, Exactness.BitExact, [DataType.Float], VolumePool, widens: true)
        .Add(NnOperations.Softmax, Exactness.Summed, TypeSets.Floats, r => Softmax(r, false), widens: true);

    private static readonly DataType[] ConvolutionTypes = [DataType.Float, DataType.Double, DataType.Int32];

    private static bool IsFloat(KernelRequest request) => request.OutputType(0) == DataType.Float;

    private static Kernel Convolution(KernelRequest request) => request.OutputType(0) switch
    {
        DataType.Float => new Conv2DKernel(request),
        DataType.Double => new VolumeConvolutionKernel<double>(request),
        _ => new VolumeConvolutionKernel<int>(request),
    };

    private static Kernel BatchNorm(KernelRequest request) =>
        request.Attributes.Bool("is_training", true) ? new TrainingBatchNormKernel(request) : new FusedBatchNormKernel(request);

    private static Kernel Transposed(KernelRequest request) => request.OutputType(0) switch
    {
        DataType.Float => new TransposedConvolutionKernel<float>(request),
        DataType.Double => new TransposedConvolutionKernel<double>(request),
        _ => new TransposedConvolutionKernel<int>(request),
    };

    private static Kernel VolumePool(KernelRequest request) => NumberTypes.Make<VolumePoolMaker>(request, request.OutputType(0));

    private readonly struct VolumePoolMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => new VolumePoolKernel<T>(request);
    }

    private static Kernel Softmax(KernelRequest request, bool logarithm) =>
        request.InputType(0) == DataType.Float ? new FloatSoftmaxKernel(logarithm) : new DoubleSoftmaxKernel(logarithm);
}
