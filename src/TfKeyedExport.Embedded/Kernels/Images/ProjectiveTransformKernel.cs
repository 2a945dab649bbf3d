using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary><c>ImageProjectiveTransformV2</c> and <c>V3</c>: images turned, moved and stretched by a projection of each.</summary>
internal sealed class ProjectiveTransformKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _nearest;
    private readonly string _mode;
    private readonly bool _hasFill;

    public ProjectiveTransformKernel(KernelRequest request)
    {
        _nearest = request.Attributes.Text("interpolation").Equals("NEAREST", StringComparison.OrdinalIgnoreCase);
        _mode = request.Attributes.Text("fill_mode").ToUpperInvariant();
        _hasFill = request.InputCount > 3;
        if (_mode is not ("CONSTANT" or "REFLECT" or "WRAP" or "NEAREST"))
            throw request.Unsupported($"the fill mode {_mode} is not known");
    }

    public override void Run(KernelContext context)
    {
        Sampling.CheckImages(context);
        Value input = context.Input(0), transforms = context.Input(1);
        if (transforms.Rank != 2 || transforms.Dim(1) != 8 || (transforms.Dim(0) != 1 && transforms.Dim(0) != input.Dim(0)))
            throw context.ShapeError(1, "it must be [1, 8], or eight numbers for each image");
        (int height, int width) = Sampling.Size(context, 2);
        float fill = _hasFill && context.Input(3).Count == 1 ? context.Span<float>(3)[0] : 0;
        int channels = input.Dim(3), size = input.Dim(1) * input.Dim(2) * channels;
        Span<T> result = context.Allocate<T>(0, input.Shape[0], height, width, channels);
        for (int image = 0, at = 0; image < input.Dim(0); image++)
        {
            ReadOnlySpan<float> t = transforms.Span<float>().Slice(transforms.Dim(0) == 1 ? 0 : image * 8, 8);
            ReadOnlySpan<T> pixels = input.Span<T>().Slice(image * size, size);
            for (int pixel = 0; pixel < height * width; pixel++, at += channels)
            {
                int x = pixel % width, y = pixel / width;
                float divisor = (t[6] * x) + (t[7] * y) + 1;
                Span<T> target = result.Slice(at, channels);
                if (divisor == 0)
                {
                    target.Fill(T.CreateTruncating(fill));
                    continue;
                }
                float row = Placed(((t[3] * x) + (t[4] * y) + t[5]) / divisor, input.Dim(1));
                float column = Placed(((t[0] * x) + (t[1] * y) + t[2]) / divisor, input.Dim(2));
                Pixel(pixels, input.Dim(1), input.Dim(2), row, column, fill, target);
            }
        }
    }

    private void Pixel(ReadOnlySpan<T> image, int rows, int columns, float y, float x, float fill, Span<T> target)
    {
        if (_nearest)
        {
            float row = MathF.Round(y, MidpointRounding.AwayFromZero), column = MathF.Round(x, MidpointRounding.AwayFromZero);
            for (int c = 0; c < target.Length; c++)
                target[c] = T.CreateTruncating(Read(image, rows, columns, row, column, c, target.Length, fill));
            return;
        }
        float top = MathF.Floor(y), left = MathF.Floor(x), bottom = top + 1, right = left + 1;
        for (int c = 0; c < target.Length; c++)
        {
            float topLeft = Read(image, rows, columns, top, left, c, target.Length, fill);
            float topRight = Read(image, rows, columns, top, right, c, target.Length, fill);
            float bottomLeft = Read(image, rows, columns, bottom, left, c, target.Length, fill);
            float bottomRight = Read(image, rows, columns, bottom, right, c, target.Length, fill);
            float upper = ((right - x) * topLeft) + ((x - left) * topRight), lower = ((right - x) * bottomLeft) + ((x - left) * bottomRight);
            target[c] = T.CreateTruncating(((bottom - y) * upper) + ((y - top) * lower));
        }
    }

    private static float Read(ReadOnlySpan<T> image, int rows, int columns, float row, float column, int channel, int channels, float fill) =>
        row >= 0 && row < rows && column >= 0 && column < columns
            ? float.CreateTruncating(image[((((int)row * columns) + (int)column) * channels) + channel])
            : fill;

    // Where a place outside of the image lies inside of it.
    private float Placed(float place, int size)
    {
        if (_mode == "CONSTANT" || float.IsNaN(place))
            return place;
        float last = size - 1;
        if (_mode != "NEAREST" && size <= 1)
            return 0;
        if (_mode == "REFLECT" && (place < 0 || place > last))
        {
            float period = 2f * size;
            place -= period * MathF.Floor(place / period);
            place = place >= size ? period - place - 1 : place;
        }
        else if (_mode == "WRAP" && place < 0)
        {
            place += size * (MathF.Truncate(-place / last) + 1);
        }
        else if (_mode == "WRAP" && place > last)
        {
            place -= size * MathF.Truncate(place / last);
        }
        return Math.Clamp(place, 0, last);
    }
}
