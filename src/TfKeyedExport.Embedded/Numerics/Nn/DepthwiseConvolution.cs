using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>Convolution of every channel of one image on its own.</summary>
internal static unsafe class DepthwiseConvolution
{
    /// <summary>Convolves one image.</summary>
    /// <param name="image">The padded image; every channel as often as it has results.</param>
    /// <param name="geometry">How the window moves.</param>
    /// <param name="filter">The filters, [height, width, channels].</param>
    /// <param name="bias">One value a channel, or null.</param>
    /// <param name="output">The result.</param>
    /// <param name="epilogue">What happens to each element.</param>
    public static void Run(float* image, in ImageGeometry geometry, float* filter, float* bias, float* output, Epilogue epilogue)
    {
        int channel = 0, channels = geometry.Channels;
        // Registers as wide as what is left, so nothing beyond a pixel is read or written.
        while (channel < channels)
        {
            int left = channels - channel;
            if (Vector512.IsHardwareAccelerated && left >= 16)
                channel += Channels<Simd512>(image, geometry, filter, bias, output, epilogue, channel);
            else if (Vector256.IsHardwareAccelerated && left >= 8)
                channel += Channels<Simd256>(image, geometry, filter, bias, output, epilogue, channel);
            else if (Vector128.IsHardwareAccelerated && left >= 4)
                channel += Channels<Simd128>(image, geometry, filter, bias, output, epilogue, channel);
            else
                channel += Channels<SimdScalar>(image, geometry, filter, bias, output, epilogue, channel);
        }
    }

    private static int Channels<TSimd>(
        float* image, in ImageGeometry geometry, float* filter, float* bias, float* output, Epilogue epilogue, int channel)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        Window vertical = geometry.Vertical, horizontal = geometry.Horizontal;
        nint step = geometry.Channels, pixelStep = horizontal.Stride * step;
        TSimd start = bias == null ? TSimd.Zero : TSimd.Load(bias + channel);
        for (int y = 0; y < vertical.Output; y++)
        {
            float* from = image + channel + ((nint)y * vertical.Stride * geometry.PaddedRow);
            float* to = output + channel + ((nint)y * horizontal.Output * step);
            int x = 0;
            for (; x + 4 <= horizontal.Output; x += 4, from += 4 * pixelStep, to += 4 * step)
                FourPixels<TSimd>(from, pixelStep, geometry, filter + channel, start, to, epilogue);
            for (; x < horizontal.Output; x++, from += pixelStep, to += step)
                OnePixel<TSimd>(from, geometry, filter + channel, start, to, epilogue);
        }
        return TSimd.Lanes;
    }

    // Four sums at a time hide the latency of each.
    private static void FourPixels<TSimd>(float* image, nint pixelStep, in ImageGeometry geometry, float* filter, TSimd start, float* output, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        nint step = geometry.Channels, along = geometry.Horizontal.Dilation * step, down = (nint)geometry.Vertical.Dilation * geometry.PaddedRow;
        TSimd a = start, b = start, c = start, d = start;
        for (int y = 0; y < geometry.Vertical.Filter; y++, image += down)
        {
            float* pixel = image;
            for (int x = 0; x < geometry.Horizontal.Filter; x++, pixel += along, filter += step)
            {
                TSimd weight = TSimd.Load(filter);
                a = TSimd.MultiplyAdd(TSimd.Load(pixel), weight, a);
                b = TSimd.MultiplyAdd(TSimd.Load(pixel + pixelStep), weight, b);
                c = TSimd.MultiplyAdd(TSimd.Load(pixel + (2 * pixelStep)), weight, c);
                d = TSimd.MultiplyAdd(TSimd.Load(pixel + (3 * pixelStep)), weight, d);
            }
        }
        Finish(a, output, epilogue);
        Finish(b, output + step, epilogue);
        Finish(c, output + (2 * step), epilogue);
        Finish(d, output + (3 * step), epilogue);
    }

    private static void OnePixel<TSimd>(float* image, in ImageGeometry geometry, float* filter, TSimd start, float* output, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        nint step = geometry.Channels, along = geometry.Horizontal.Dilation * step, down = (nint)geometry.Vertical.Dilation * geometry.PaddedRow;
        TSimd sum = start;
        for (int y = 0; y < geometry.Vertical.Filter; y++, image += down)
        {
            float* pixel = image;
            for (int x = 0; x < geometry.Horizontal.Filter; x++, pixel += along, filter += step)
                sum = TSimd.MultiplyAdd(TSimd.Load(pixel), TSimd.Load(filter), sum);
        }
        Finish(sum, output, epilogue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TSimd>(TSimd value, float* output, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Store(epilogue.Apply(value), output);
}
