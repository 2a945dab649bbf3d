using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>Functions of every pixel with one operand a channel, in place.</summary>
internal static unsafe class ChannelSteps
{
    /// <summary>Applies one step.</summary>
    /// <param name="step"><c>a</c> adds the operand, <c>m</c> multiplies by it, <c>r</c> makes negative values zero, <c>q</c> NaN too.</param>
    /// <param name="operand">One value a channel; not read for <c>r</c> and <c>q</c>.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="channels">Channels of a pixel, which lie together.</param>
    /// <param name="values">The pixels.</param>
    public static void Run(char step, float* operand, int pixels, int channels, float* values)
    {
        int channel = 0;
        while (channel < channels)
        {
            int left = channels - channel;
            if (Vector512.IsHardwareAccelerated && left >= 16)
                channel += Channels<Simd512>(step, operand, pixels, channels, values, channel);
            else if (Vector256.IsHardwareAccelerated && left >= 8)
                channel += Channels<Simd256>(step, operand, pixels, channels, values, channel);
            else if (Vector128.IsHardwareAccelerated && left >= 4)
                channel += Channels<Simd128>(step, operand, pixels, channels, values, channel);
            else
                channel += Channels<SimdScalar>(step, operand, pixels, channels, values, channel);
        }
    }

    private static int Channels<TSimd>(char step, float* operand, int pixels, int channels, float* values, int channel)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        TSimd own = step is 'r' or 'q' ? TSimd.Zero : TSimd.Load(operand + channel);
        float* at = values + channel;
        for (int i = 0; i < pixels; i++, at += channels)
        {
            TSimd value = TSimd.Load(at);
            TSimd.Store(step == 'a' ? TSimd.Add(value, own) : step == 'm' ? TSimd.Multiply(value, own) : step == 'r' ? TSimd.Relu(value) : TSimd.QuietRelu(value), at);
        }
        return TSimd.Lanes;
    }
}
