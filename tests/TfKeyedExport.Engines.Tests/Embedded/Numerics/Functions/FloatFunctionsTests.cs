using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Functions;

public class FloatFunctionsTests
{
    [Fact]
    public void Exp_is_within_two_ulps_everywhere() => Holds<ExpFunction>(Math.Exp, 2);

    [Fact]
    public void Log_is_within_two_ulps_everywhere() => Holds<LogFunction>(Math.Log, 2);

    [Fact]
    public void Tanh_is_within_two_ulps_everywhere() => Holds<TanhFunction>(Math.Tanh, 2);

    [Fact]
    public void Sigmoid_is_within_three_ulps_everywhere() => Holds<SigmoidFunction>(x => 1 / (1 + Math.Exp(-x)), 3);

    [Fact]
    public void Erf_is_within_three_ulps_everywhere() => Holds<ErfFunction>(SpecialFunctions.Erf, 3);

    [Fact]
    public void Erfc_is_within_eight_ulps_everywhere() => Holds<ErfcFunction>(SpecialFunctions.Erfc, 8);

    [Fact]
    public void Special_functions_agree_with_known_values()
    {
        Assert.Equal(0.84270079294971486934, SpecialFunctions.Erf(1), 1e-15);
        Assert.Equal(0.15729920705028513066, SpecialFunctions.Erfc(1), 1e-15);
        Assert.Equal(2.0884875837625447570e-45, SpecialFunctions.Erfc(10), 1e-58);
        Assert.Equal(0.47693627620446987338, SpecialFunctions.Erfinv(0.5), 1e-15);
        Assert.Equal(-1.1630871536766740867, SpecialFunctions.Erfinv(-0.9), 1e-14);
        Assert.Equal(12.801827480081469611, GammaFunctions.Lgamma(10), 1e-13);
        Assert.Equal(1.2655121234846454, GammaFunctions.Lgamma(-0.5), 1e-14);
        Assert.Equal(-0.57721566490153286061, GammaFunctions.Digamma(1), 1e-14);
        Assert.Equal(0.03648997397857652, GammaFunctions.Digamma(-0.5), 1e-13);
    }

    private static void Holds<TFunction>(Func<double, double> reference, int ulps)
        where TFunction : struct, IFloatFunction
    {
        Holds<TFunction, SimdScalar>(reference, ulps);
        if (Vector128.IsHardwareAccelerated)
            Holds<TFunction, Simd128>(reference, ulps);
        if (Vector256.IsHardwareAccelerated)
            Holds<TFunction, Simd256>(reference, ulps);
        if (Vector512.IsHardwareAccelerated)
            Holds<TFunction, Simd512>(reference, ulps);
    }

    private static unsafe void Holds<TFunction, TSimd>(Func<double, double> reference, int ulps)
        where TFunction : struct, IFloatFunction
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        float[] samples = Samples();
        float[] results = new float[samples.Length];
        fixed (float* source = samples, target = results)
            FloatMap.Run<TFunction, TSimd>(source, target, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            double exact = reference(samples[i]);
            double last = Math.Max(MathF.BitIncrement((float)Math.Abs(exact)) - (double)(float)Math.Abs(exact), float.Epsilon);
            bool same = results[i] == (float)exact || (float.IsNaN(results[i]) && double.IsNaN(exact)) || Math.Abs(results[i] - exact) <= ulps * last;
            Assert.True(same, $"{typeof(TFunction).Name} on {typeof(TSimd).Name} of {samples[i]:R}: {results[i]:R}, not {exact:R}");
        }
    }

    private static float[] Samples()
    {
        var samples = new List<float> { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, float.Epsilon, float.MaxValue, float.MinValue };
        // Every exponent, both signs, with a stride that visits all parts of the fraction.
        for (uint bits = 0; bits < 0x7F800000; bits += 40_009)
        {
            samples.Add(BitConverter.UInt32BitsToSingle(bits));
            samples.Add(-BitConverter.UInt32BitsToSingle(bits));
        }
        for (float x = -110; x < 110; x += 0.0073f)
            samples.Add(x);
        return [.. samples];
    }
}
