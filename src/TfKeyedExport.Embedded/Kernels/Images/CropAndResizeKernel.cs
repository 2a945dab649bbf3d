using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary><c>CropAndResize</c>: boxes of images, all in one size.</summary>
internal sealed class CropAndResizeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _nearest;
    private readonly float _outside;

    public CropAndResizeKernel(KernelRequest request)
    {
        string method = request.Attributes.Text("method");
        if (method is not ("bilinear" or "nearest"))
            throw request.Unsupported($"the method {method} is not known");
        _nearest = method == "nearest";
        _outside = request.Attributes.Float("extrapolation_value");
    }

    public override void Run(KernelContext context)
    {
        Sampling.CheckImages(context);
        Value input = context.Input(0), boxes = context.Input(1), owners = context.Input(2);
        if (boxes.Rank != 2 || boxes.Dim(1) != 4 || owners.Rank != 1 || owners.Count != boxes.Dim(0))
            throw KernelContext.Error($"boxes {boxes.ToShape()} must be [n, 4] and box_ind {owners.ToShape()} have as many elements");
        (int height, int width) = Sampling.Size(context, 3);
        int channels = input.Dim(3);
        Span<float> result = context.Allocate<float>(0, boxes.Shape[0], height, width, channels);
        ReadOnlySpan<T> values = input.Span<T>();
        int size = input.Dim(1) * input.Dim(2) * channels;
        for (int box = 0; box < owners.Count; box++)
        {
            int image = owners.Span<int>()[box];
            if ((uint)image >= (uint)input.Dim(0))
                throw KernelContext.Error($"box_ind[{box}] = {image} is not in [0, {input.Dim(0)})");
            ReadOnlySpan<float> edges = boxes.Span<float>().Slice(box * 4, 4);
            if (!float.IsFinite(edges[0]) || !float.IsFinite(edges[1]) || !float.IsFinite(edges[2]) || !float.IsFinite(edges[3]))
                throw KernelContext.Error($"boxes[{box}] contains a number that is not finite");
            for (int pixel = 0; pixel < height * width; pixel++)
            {
                float y = Place(edges[0], edges[2], pixel / width, height, input.Dim(1));
                float x = Place(edges[1], edges[3], pixel % width, width, input.Dim(2));
                Pixel(values.Slice(image * size, size), input.Dim(1), input.Dim(2), y, x, result.Slice(((box * height * width) + pixel) * channels, channels));
            }
        }
    }

    private static float Place(float begin, float end, int pixel, int count, int size) => count > 1
        ? (begin * (size - 1)) + (pixel * ((end - begin) * (size - 1) / (count - 1)))
        : 0.5f * (begin + end) * (size - 1);

    private void Pixel(ReadOnlySpan<T> image, int rows, int columns, float y, float x, Span<float> target)
    {
        // NaN is outside too.
        if (!(y >= 0 && y <= rows - 1 && x >= 0 && x <= columns - 1))
        {
            target.Fill(_outside);
            return;
        }
        int channels = target.Length;
        if (_nearest)
        {
            int at = (((int)MathF.Round(y, MidpointRounding.AwayFromZero) * columns) + (int)MathF.Round(x, MidpointRounding.AwayFromZero)) * channels;
            for (int c = 0; c < channels; c++)
                target[c] = float.CreateTruncating(image[at + c]);
            return;
        }
        int top = (int)MathF.Floor(y), bottom = (int)MathF.Ceiling(y), left = (int)MathF.Floor(x), right = (int)MathF.Ceiling(x);
        for (int c = 0; c < channels; c++)
        {
            float upper = Between(image, (((top * columns) + left) * channels) + c, (((top * columns) + right) * channels) + c, x - left);
            float lower = Between(image, (((bottom * columns) + left) * channels) + c, (((bottom * columns) + right) * channels) + c, x - left);
            target[c] = upper + ((lower - upper) * (y - top));
        }
    }

    private static float Between(ReadOnlySpan<T> image, int first, int second, float part)
    {
        float a = float.CreateTruncating(image[first]);
        return a + ((float.CreateTruncating(image[second]) - a) * part);
    }
}
