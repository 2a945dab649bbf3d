using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Functions;

public unsafe class RowMomentsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(5, 16)]
    [InlineData(4, 37)]
    public void Every_width_agrees_with_the_exact_values(int rows, int columns)
    {
        var random = new Random(columns);
        float[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextDouble() + 3)];
        Check(values, rows, columns, RowMoments.Run);
        Check(values, rows, columns, RowMoments.Run<SimdScalar>);
        if (Vector128.IsHardwareAccelerated)
            Check(values, rows, columns, RowMoments.Run<Simd128>);
        if (Vector256.IsHardwareAccelerated)
            Check(values, rows, columns, RowMoments.Run<Simd256>);
        if (Vector512.IsHardwareAccelerated)
            Check(values, rows, columns, RowMoments.Run<Simd512>);
    }

    [Fact]
    public void Columns_are_those_of_the_transposed_rows()
    {
        float[] values = [1, 10, 3, 30, 8, 20], transposed = [1, 3, 8, 10, 30, 20];
        float[] means = new float[2], variances = new float[2];
        fixed (float* v = values, m = means, s = variances)
            RowMoments.Columns(v, 3, 2, m, s);
        Check(transposed, 2, 3, (_, _, _, m, s) =>
        {
            means.CopyTo(new Span<float>(m, 2));
            variances.CopyTo(new Span<float>(s, 2));
        });
    }

    private delegate void Moments(float* source, int rows, int columns, float* means, float* variances);

    private static void Check(float[] values, int rows, int columns, Moments moments)
    {
        float[] means = new float[rows], variances = new float[rows];
        fixed (float* v = values, m = means, s = variances)
            moments(v, rows, columns, m, s);
        for (int row = 0; row < rows; row++)
        {
            double[] exact = [.. values[(row * columns)..((row + 1) * columns)].Select(v => (double)v)];
            double mean = exact.Average();
            Assert.Equal(mean, means[row], 1e-5 * mean);
            Assert.Equal(exact.Average(v => (v - mean) * (v - mean)), variances[row], 1e-5);
        }
    }
}
