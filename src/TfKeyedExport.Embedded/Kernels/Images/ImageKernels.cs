using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Images;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary>Images in other sizes, parts of them, and their colours.</summary>
internal static class ImageKernels
{
    private static readonly DataType[] Pixels =
        [DataType.Float, DataType.Double, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Uint16];

    private static readonly DataType[] Transformed = [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64, DataType.Uint8];

    public static void Register(KernelRegistry registry) => registry
        .Add(ImageOperations.AdjustContrastv2, Exactness.Summed, [DataType.Float], _ => new AdjustContrastKernel(), widens: true)
        .Add(ImageOperations.CropAndResize, Exactness.Summed, Pixels, r => NumberTypes.Make<Crop>(r, r.InputType(0)), widens: true)
        .Add(
            ImageOperations.HSVToRGB, Exactness.Summed, TypeSets.Floats,
            r => IsFloat(r) ? new FromHueKernel<float>() : new FromHueKernel<double>(), widens: true)
        .Add(
            ImageOperations.ImageProjectiveTransformV2, Exactness.Summed, Transformed, r => NumberTypes.Make<Transform>(r, r.InputType(0)),
            typeAttribute: "dtype", widens: true)
        .Add(
            ImageOperations.ImageProjectiveTransformV3, Exactness.Summed, Transformed, r => NumberTypes.Make<Transform>(r, r.InputType(0)),
            typeAttribute: "dtype", widens: true)
        .Add(ImageOperations.NonMaxSuppressionV3, Exactness.BitExact, [DataType.Float], r => new SuppressionKernel(r))
        .Add(ImageOperations.NonMaxSuppressionV4, Exactness.BitExact, [DataType.Float], r => new SuppressionKernel(r))
        .Add(ImageOperations.NonMaxSuppressionV5, Exactness.Summed, [DataType.Float], r => new SuppressionKernel(r))
        .Add(ImageOperations.RGBToHSV, Exactness.Summed, TypeSets.Floats, r => IsFloat(r) ? new ToHueKernel<float>() : new ToHueKernel<double>(), widens: true)
        .Add(ImageOperations.ResizeArea, Exactness.Summed, Pixels, Weighted, widens: true)
        .Add(ImageOperations.ResizeBicubic, Exactness.Summed, Pixels, Weighted, widens: true)
        .Add(ImageOperations.ResizeBilinear, Exactness.Summed, Pixels, Weighted, widens: true)
        .Add(ImageOperations.ResizeNearestNeighbor, Exactness.BitExact, [.. Pixels, DataType.Half, DataType.Bfloat16], r => new NearestKernel(r))
        .Add(ImageOperations.ScaleAndTranslate, Exactness.Summed, Pixels, Weighted);

    private static bool IsFloat(KernelRequest request) => request.InputType(0) == DataType.Float;

    private static Kernel Weighted(KernelRequest request) => NumberTypes.Make<Resize>(request, request.InputType(0));

    private readonly struct Resize : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new WeightedResizeKernel<T>(request);
    }

    private readonly struct Crop : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new CropAndResizeKernel<T>(request);
    }

    private readonly struct Transform : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ProjectiveTransformKernel<T>(request);
    }
}
