using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>Functions of every pixel with one operand a channel, in place.</summary>
/// <remarks>A pixel takes a nanosecond: which function it is, is asked outside of the loops.</remarks>
internal static unsafe class ChannelSteps
{
    /// <summary>Applies one function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="operand">One value a channel; not read where none is needed.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="channels">Channels of a pixel, which lie together.</param>
    /// <param name="values">The pixels.</param>
    public static void Run(ChannelFunction function, float* operand, int pixels, int channels, float* values)
    {
        int channel = 0;
        while (channel < channels)
        {
            int left = channels - channel;
            if (Vector512.IsHardwareAccelerated && left >= 16)
                channel += Channels<Simd512>(function, operand, pixels, channels, values, channel);
            else if (Vector256.IsHardwareAccelerated && left >= 8)
                channel += Channels<Simd256>(function, operand, pixels, channels, values, channel);
            else if (Vector128.IsHardwareAccelerated && left >= 4)
                channel += Channels<Simd128>(function, operand, pixels, channels, values, channel);
            else
                channel += Channels<SimdScalar>(function, operand, pixels, channels, values, channel);
        }
    }

    private static int Channels<TSimd>(ChannelFunction function, float* operand, int pixels, int channels, float* values, int channel)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        float* at = values + channel;
        switch (function)
        {
            case ChannelFunction.Add:
                TSimd added = TSimd.Load(operand + channel);
                for (int i = 0; i < pixels; i++, at += channels)
                    TSimd.Store(TSimd.Add(TSimd.Load(at), added), at);
                break;
            case ChannelFunction.Multiply:
                TSimd factor = TSimd.Load(operand + channel);
                for (int i = 0; i < pixels; i++, at += channels)
                    TSimd.Store(TSimd.Multiply(TSimd.Load(at), factor), at);
                break;
            case ChannelFunction.Relu:
                for (int i = 0; i < pixels; i++, at += channels)
                    TSimd.Store(TSimd.Relu(TSimd.Load(at)), at);
                break;
            default:
                for (int i = 0; i < pixels; i++, at += channels)
                    TSimd.Store(TSimd.QuietRelu(TSimd.Load(at)), at);
                break;
        }
        return TSimd.Lanes;
    }
}
