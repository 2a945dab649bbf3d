using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Functions;

public class ElementRunTests
{
    private const int Count = 4096;

    public static TheoryData<string> Functions => [.. Enum.GetNames<ElementFunction>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_width_of_registers_agrees_with_the_scalar_one(string name)
    {
        ElementFunction function = Enum.Parse<ElementFunction>(name);
        float[] scalar = Run<SimdScalar>(function);
        if (Vector128.IsHardwareAccelerated)
            AssertNear(scalar, Run<Simd128>(function));
        if (Vector256.IsHardwareAccelerated)
            AssertNear(scalar, Run<Simd256>(function));
        if (Vector512.IsHardwareAccelerated)
            AssertNear(scalar, Run<Simd512>(function));
    }

    private static unsafe float[] Run<TSimd>(ElementFunction function)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        var random = new Random(7);
        float[] a = [.. Enumerable.Range(0, Count).Select(i => i < 4 ? 0f : (float)((random.NextDouble() * 12) - 4))];
        float[] b = [.. Enumerable.Range(0, Count).Select(_ => (float)((random.NextDouble() * 12) - 4))];
        float[] to = new float[Count];
        fixed (float* x = a, y = b, z = to)
            ElementRun<TSimd>.Run(function, x, y, z, Count);
        return to;
    }

    // Where a processor multiplies and adds in one rounding, another may not: a few units in the last place.
    private static void AssertNear(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool near = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-6f * Math.Abs(expected[i]);
            Assert.True(near, $"element {i}: {actual[i]:R}, scalar {expected[i]:R}");
        }
    }
}
