using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Functions;

public unsafe class RowSoftmaxTests
{
    public static MatrixTheoryData<int, int, bool> Sizes => new([1, 2, 3, 7], [1, 2, 3, 4, 5, 8, 9, 12, 16, 17, 40], [false, true]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_width_agrees_with_the_scalar_one_and_writes_nothing_outside(int rows, int columns, bool logarithm)
    {
        var random = new Random((rows * 100) + columns);
        float[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)((random.NextDouble() * 20) - 10))];
        values[random.Next(values.Length)] = float.NegativeInfinity;
        float[] expected = Run(values, (s, t) => RowSoftmax.Run<SimdScalar>(s, t, rows, columns, logarithm));
        AssertNear(expected, Run(values, (s, t) => RowSoftmax.Run(s, t, rows, columns, logarithm)));
        if (Vector128.IsHardwareAccelerated)
            AssertNear(expected, Run(values, (s, t) => Choose<Simd128>(s, t, rows, columns, logarithm)));
        if (Vector256.IsHardwareAccelerated)
            AssertNear(expected, Run(values, (s, t) => Choose<Simd256>(s, t, rows, columns, logarithm)));
        if (Vector512.IsHardwareAccelerated)
            AssertNear(expected, Run(values, (s, t) => Choose<Simd512>(s, t, rows, columns, logarithm)));
    }

    [Fact]
    public void A_row_with_a_NaN_leaves_its_neighbours_alone()
    {
        float[] values = [.. Enumerable.Repeat(1f, 36)];
        values[15] = float.NaN;
        float[] result = Run(values, (s, t) => RowSoftmax.Run(s, t, 3, 12, false));
        Assert.All(result[..12].Concat(result[24..36]), v => Assert.Equal(1f / 12, v, 1e-6f));
        Assert.All(result[12..24], v => Assert.True(float.IsNaN(v)));
    }

    private delegate void Softmax(float* source, float* target);

    private static void Choose<TSimd>(float* source, float* target, int rows, int columns, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        if (columns <= TSimd.Lanes && columns > TSimd.Lanes / 2)
            RowSoftmax.OneRegister<TSimd>(source, target, rows, columns, logarithm);
        else
            RowSoftmax.Run<TSimd>(source, target, rows, columns, logarithm);
    }

    // In place, with sentinels behind the rows.
    private static float[] Run(float[] values, Softmax softmax)
    {
        float[] memory = [.. values, .. Enumerable.Repeat(42f, 16)];
        fixed (float* rows = memory)
            softmax(rows, rows);
        Assert.All(memory[values.Length..], v => Assert.Equal(42f, v));
        return memory[..values.Length];
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-5f * Math.Abs(expected[i]) + 1e-7f,
                $"element {i}: {actual[i]:R}, scalar {expected[i]:R}");
    }
}
