using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>Applies a function to every element of a span, on the widest registers that the processor has.</summary>
internal static unsafe class FloatMap
{
    /// <summary>target[i] = f(source[i]); the spans may be the same, and must be equally long.</summary>
    public static void Run<TFunction>(ReadOnlySpan<float> source, Span<float> target)
        where TFunction : struct, IFloatFunction
    {
        fixed (float* s = source, t = target)
        {
            if (Vector512.IsHardwareAccelerated)
                Run<TFunction, Simd512>(s, t, source.Length);
            else if (Vector256.IsHardwareAccelerated)
                Run<TFunction, Simd256>(s, t, source.Length);
            else if (Vector128.IsHardwareAccelerated)
                Run<TFunction, Simd128>(s, t, source.Length);
            else
                Run<TFunction, SimdScalar>(s, t, source.Length);
        }
    }

    /// <summary>The same on registers of one width; what does not fill the last one goes through a spare, so every element sees the same arithmetic.</summary>
    public static void Run<TFunction, TSimd>(float* source, float* target, int count)
        where TFunction : struct, IFloatFunction
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        int i = 0;
        for (; i <= count - TSimd.Lanes; i += TSimd.Lanes)
            TSimd.Store(default(TFunction).Of(TSimd.Load(source + i)), target + i);
        if (i < count)
        {
            float* spare = stackalloc float[TSimd.Lanes];
            for (int j = 0; j < count - i; j++)
                spare[j] = source[i + j];
            TSimd.Store(default(TFunction).Of(TSimd.Load(spare)), spare);
            for (int j = 0; j < count - i; j++)
                target[i + j] = spare[j];
        }
    }
}
