using TfKeyedExport.Embedded.Kernels.Recurrences;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Recurrences;

public class RowMaskTests
{
    [Fact]
    public void Sixteen_lanes_choose_whole_rows() => Chooses<Simd512>();

    [Fact]
    public void Eight_lanes_choose_whole_rows() => Chooses<Simd256>();

    [Fact]
    public void Four_lanes_choose_whole_rows() => Chooses<Simd128>();

    [Fact]
    public void One_lane_chooses_whole_rows() => Chooses<SimdScalar>();

    private static unsafe void Chooses<TSimd>()
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        const int Rows = 7, Slack = RowBlocks.Slack;
        byte* values = stackalloc byte[Rows] { 1, 0, 0, 1, 2, 0, 1 };
        foreach (int width in (int[])[1, 3, 4, 8, 15, 16, 17, 40])
        {
            int count = Rows * width;
            float[] mask = new float[count + Slack + 1], then = new float[count + Slack], otherwise = new float[count + Slack];
            // A NaN is an element like any other one.
            for (int i = 0; i < count; i++)
                (then[i], otherwise[i]) = (i % 5 == 0 ? float.NaN : i, -i);
            mask[^1] = 77;
            fixed (float* m = mask, t = then, o = otherwise)
            {
                RowMask<TSimd>.Spread(values, Rows, width, m);
                RowMask<TSimd>.Select(m, t, o, o, count);
            }
            Assert.Equal(77, mask[^1]);
            for (int i = 0; i < count; i++)
                Assert.Equal(values[i / width] != 0 ? then[i] : -i, otherwise[i]);
        }
    }
}
