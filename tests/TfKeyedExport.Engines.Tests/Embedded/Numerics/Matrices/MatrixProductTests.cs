using System.Runtime.CompilerServices;
using CsCheck;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Simd;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Matrices;

public class MatrixProductTests
{
    private static readonly Gen<(int Rows, int Depth, int Columns, bool Transposed, bool Relu, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 40], Gen.Frequency((1, Gen.Const(1)), (5, Gen.Int[1, 70])), Gen.Bool, Gen.Bool, Gen.Int[0, 1000]);

    [Fact]
    public void Sixteen_lanes_give_the_sums_of_products() => Agrees<Simd512>();

    [Fact]
    public void Eight_lanes_give_the_sums_of_products() => Agrees<Simd256>();

    [Fact]
    public void Four_lanes_give_the_sums_of_products() => Agrees<Simd128>();

    [Fact]
    public void One_lane_gives_the_sums_of_products() => Agrees<SimdScalar>();

    [Fact]
    public void A_row_has_the_same_bits_whatever_number_of_rows_is_multiplied() =>
        Cases.Where(c => c.Rows > 0).Sample(
            c =>
            {
                SameBits<Simd512>(c.Rows, c.Depth, c.Columns, c.Relu, c.Seed);
                SameBits<Simd256>(c.Rows, c.Depth, c.Columns, c.Relu, c.Seed);
                SameBits<Simd128>(c.Rows, c.Depth, c.Columns, c.Relu, c.Seed);
                SameBits<SimdScalar>(c.Rows, c.Depth, c.Columns, c.Relu, c.Seed);
            },
            iter: 300);

    [Fact]
    public void A_row_has_the_same_bits_also_if_the_right_matrix_is_not_known_beforehand() =>
        Cases.Where(c => c.Rows > 0).Sample(c => SameBitsStrided(c.Rows, c.Depth, c.Columns, c.Seed), iter: 300);

    [Fact]
    public unsafe void A_NaN_stays_a_NaN_behind_a_relu()
    {
        using var matrix = new PackedMatrix([float.NaN, -1], 1, 2, false, []);
        float left = 1;
        float* results = stackalloc float[2];
        MatrixProduct.Run(&left, 1, 1, matrix, results, 2, Epilogue.Relu);
        Assert.True(float.IsNaN(results[0]));
        Assert.Equal(0, results[1]);
    }

    // The product does not clear its memory on the stack: what is read of it before it is written shows.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void SpoilStack()
    {
        float* spoilt = stackalloc float[4096];
        new Span<float>(spoilt, 4096).Fill(float.NaN);
    }

    private static unsafe void SameBits<TSimd>(int rows, int depth, int columns, bool relu, int seed)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        float[] left = Numbers(rows * depth, seed), right = Numbers(depth * columns, seed + 1);
        float[] together = new float[rows * columns], alone = new float[columns];
        using var packed = new PackedMatrix(right, depth, columns, false, Numbers(columns, seed + 2));
        Epilogue epilogue = relu ? Epilogue.Relu : Epilogue.None;
        fixed (float* a = left)
        fixed (float* c = together)
        fixed (float* single = alone)
        {
            MatrixProduct.Run<TSimd>(a, depth, rows, packed, c, columns, epilogue);
            for (int row = 0; row < rows; row++)
            {
                MatrixProduct.Run<TSimd>(a + (row * depth), depth, 1, packed, single, columns, epilogue);
                Assert.Equal(alone, together[(row * columns)..((row + 1) * columns)]);
            }
        }
    }

    // Of the right matrix too a column has the same bits whatever columns stand beside it: it may be the batch.
    private static unsafe void SameBitsStrided(int rows, int depth, int columns, int seed)
    {
        float[] left = Numbers(rows * depth, seed), right = Numbers(depth * columns, seed + 1);
        float[] together = new float[rows * columns], alone = new float[Math.Max(rows, columns)];
        fixed (float* a = left)
        fixed (float* b = right)
        fixed (float* c = together)
        fixed (float* single = alone)
        {
            StridedProduct.Run(rows, depth, columns, a, depth, b, columns, c, columns);
            for (int row = 0; row < rows; row++)
            {
                StridedProduct.Run(1, depth, columns, a + (row * depth), depth, b, columns, single, columns);
                Assert.Equal(alone[..columns], together[(row * columns)..((row + 1) * columns)]);
            }
            for (int column = 0; column < columns; column++)
            {
                StridedProduct.Run(rows, depth, 1, a, depth, b + column, columns, single, 1);
                Assert.Equal(alone[..rows], Enumerable.Range(0, rows).Select(row => together[(row * columns) + column]));
            }
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static void Agrees<TSimd>()
        where TSimd : unmanaged, ISimdFloat<TSimd> =>
        Cases.Sample(
            c =>
            {
                Agrees<TSimd>(c.Rows, c.Depth, c.Columns, c.Transposed, c.Relu, c.Seed, hasSlack: false);
                Agrees<TSimd>(c.Rows, c.Depth, c.Columns, c.Transposed, c.Relu, c.Seed, hasSlack: true);
            },
            iter: 300);

    private static unsafe void Agrees<TSimd>(int rows, int depth, int columns, bool transposed, bool relu, int seed, bool hasSlack)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        var random = new Random(seed);
        float[] Fill(int count) => Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        float[] left = Fill(rows * depth), right = Fill(depth * columns), bias = Fill(columns);
        const float Untouched = 77;
        // With slack rows lie without gaps, and what lies behind two registers more is still nobody's.
        int stride = hasSlack ? columns : columns + 3, slack = hasSlack ? 2 * TSimd.Lanes : 0;
        float[] results = Enumerable.Repeat(Untouched, (rows * stride) + slack + 1).ToArray();
        using var packed = new PackedMatrix(right, depth, columns, transposed, bias);
        SpoilStack();
        fixed (float* a = left)
        fixed (float* c = results)
            MatrixProduct.Run<TSimd>(a, depth, rows, packed, c, stride, relu ? Epilogue.Relu : Epilogue.None, hasSlack);
        Assert.Equal(Untouched, results[^1]);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double sum = bias[column];
                for (int k = 0; k < depth; k++)
                    sum += (double)left[(row * depth) + k] * (transposed ? right[(column * depth) + k] : right[(k * columns) + column]);
                Assert.Equal(relu ? Math.Max(0, sum) : sum, results[(row * stride) + column], 1e-5);
            }
            Assert.All(results[((row * stride) + columns)..((row + 1) * stride)], x => Assert.Equal(Untouched, x));
        }
    }
}
