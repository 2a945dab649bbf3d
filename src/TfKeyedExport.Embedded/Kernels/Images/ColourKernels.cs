using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary><c>RGBToHSV</c>: hue, saturation and value of each pixel.</summary>
internal sealed class ToHueKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        Colours.Check(context);
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<T> result = context.Allocate<T>(0, context.Input(0).Shape);
        T six = T.CreateTruncating(6);
        for (int i = 0; i < values.Length; i += 3)
        {
            T red = values[i], green = values[i + 1], blue = values[i + 2];
            T most = T.Max(red, T.Max(green, blue)), range = most - T.Min(red, T.Min(green, blue));
            T hue = T.Zero;
            if (range > T.Zero)
            {
                T part = T.One / (six * range);
                hue = red == most ? part * (green - blue)
                    : green == most ? (part * (blue - red)) + T.CreateTruncating(1.0 / 3)
                    : (part * (red - green)) + T.CreateTruncating(2.0 / 3);
            }
            result[i] = hue < T.Zero ? hue + T.One : hue;
            result[i + 1] = most > T.Zero ? range / most : T.Zero;
            result[i + 2] = most;
        }
    }
}

/// <summary><c>HSVToRGB</c>: red, green and blue of each pixel.</summary>
internal sealed class FromHueKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        Colours.Check(context);
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<T> result = context.Allocate<T>(0, context.Input(0).Shape);
        T six = T.CreateTruncating(6), two = T.CreateTruncating(2), three = T.CreateTruncating(3), four = T.CreateTruncating(4);
        for (int i = 0; i < values.Length; i += 3)
        {
            T hue = values[i] * six, saturation = values[i + 1], value = values[i + 2];
            T red = T.Clamp(T.Abs(hue - three) - T.One, T.Zero, T.One);
            T green = T.Clamp(two - T.Abs(hue - two), T.Zero, T.One);
            T blue = T.Clamp(two - T.Abs(hue - four), T.Zero, T.One);
            T white = T.One - saturation;
            result[i] = ((saturation * red) + white) * value;
            result[i + 1] = ((saturation * green) + white) * value;
            result[i + 2] = ((saturation * blue) + white) * value;
        }
    }
}

/// <summary><c>AdjustContrastv2</c>: each channel's distance from its mean, multiplied.</summary>
internal sealed class AdjustContrastKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank < 3 || context.Input(1).Count != 1)
            throw KernelContext.Error($"images {input.ToShape()} must have at least three dimensions, and the factor must be a scalar");
        float factor = context.Span<float>(1)[0];
        int channels = input.Dim(input.Rank - 1), pixels = input.Dim(input.Rank - 3) * input.Dim(input.Rank - 2), size = pixels * channels;
        ReadOnlySpan<float> values = input.Span<float>();
        Span<float> result = context.Allocate<float>(0, input.Shape);
        for (int start = 0; start < values.Length; start += size)
        {
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int i = start + c; i < start + size; i += channels)
                    sum += values[i];
                float mean = (float)(sum / pixels);
                for (int i = start + c; i < start + size; i += channels)
                    result[i] = ((values[i] - mean) * factor) + mean;
            }
        }
    }
}

/// <summary>What colours have in common.</summary>
internal static class Colours
{
    /// <summary>Checks that the last dimension is the three colours.</summary>
    public static void Check(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank < 1 || input.Shape[^1] != 3)
            throw context.ShapeError(0, "the last dimension must be three colours");
    }
}
