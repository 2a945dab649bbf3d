using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>The largest or the mean of the pixels under a window, channel by channel. Pixels outside the image do not count.</summary>
internal static unsafe class Pooling
{
    /// <summary>Pools one image.</summary>
    /// <param name="image">The image, as it is.</param>
    /// <param name="geometry">How the window moves.</param>
    /// <param name="output">The result.</param>
    /// <param name="largest">Whether the largest is wanted, else the mean.</param>
    public static void Run(float* image, in ImageGeometry geometry, float* output, bool largest)
    {
        int channel = 0, channels = geometry.Channels;
        while (channel < channels)
        {
            int left = channels - channel;
            if (Vector512.IsHardwareAccelerated && left >= 16)
                channel += Channels<Simd512>(image, geometry, output, largest, channel);
            else if (Vector256.IsHardwareAccelerated && left >= 8)
                channel += Channels<Simd256>(image, geometry, output, largest, channel);
            else if (Vector128.IsHardwareAccelerated && left >= 4)
                channel += Channels<Simd128>(image, geometry, output, largest, channel);
            else
                channel += Channels<SimdScalar>(image, geometry, output, largest, channel);
        }
    }

    private static int Channels<TSimd>(float* image, in ImageGeometry geometry, float* output, bool largest, int channel)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        Window vertical = geometry.Vertical, horizontal = geometry.Horizontal;
        nint step = geometry.Channels, row = (nint)horizontal.Input * step;
        float* to = output + channel;
        for (int y = 0; y < vertical.Output; y++)
        {
            int top = (y * vertical.Stride) - vertical.Before;
            int bottom = Math.Min(top + vertical.Filter, vertical.Input);
            top = Math.Max(top, 0);
            for (int x = 0; x < horizontal.Output; x++, to += step)
            {
                int left = (x * horizontal.Stride) - horizontal.Before;
                int right = Math.Min(left + horizontal.Filter, horizontal.Input);
                left = Math.Max(left, 0);
                float* corner = image + channel + (top * row) + (left * step);
                if (largest)
                    TSimd.Store(Largest<TSimd>(corner, row, step, bottom - top, right - left), to);
                else
                    TSimd.Store(TSimd.Divide(Sum<TSimd>(corner, row, step, bottom - top, right - left), TSimd.Broadcast((bottom - top) * (right - left))), to);
            }
        }
        return TSimd.Lanes;
    }

    // NaN is passed over, and nothing is smaller than the smallest finite number: as in TensorFlow.
    private static TSimd Largest<TSimd>(float* corner, nint row, nint step, int height, int width)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        TSimd result = TSimd.Broadcast(float.MinValue);
        for (int y = 0; y < height; y++, corner += row)
        {
            float* pixel = corner;
            for (int x = 0; x < width; x++, pixel += step)
            {
                TSimd value = TSimd.Load(pixel);
                result = TSimd.IfLess(result, value, value, result);
            }
        }
        return result;
    }

    private static TSimd Sum<TSimd>(float* corner, nint row, nint step, int height, int width)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        TSimd result = TSimd.Zero;
        for (int y = 0; y < height; y++, corner += row)
        {
            float* pixel = corner;
            for (int x = 0; x < width; x++, pixel += step)
                result = TSimd.Add(result, TSimd.Load(pixel));
        }
        return result;
    }
}
