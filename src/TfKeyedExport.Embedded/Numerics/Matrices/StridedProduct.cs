using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>The product of two matrices in memory, neither known beforehand, with rows at any distance.</summary>
internal static unsafe class StridedProduct
{
    private const int RowBlock = 48;
    private const int Widest = 32;

    /// <summary>c = a b.</summary>
    /// <param name="rows">Rows of a and c.</param>
    /// <param name="depth">Columns of a, rows of b.</param>
    /// <param name="columns">Columns of b and c.</param>
    /// <param name="a">The left matrix, row-major.</param>
    /// <param name="aStride">Elements from one row of it to the next.</param>
    /// <param name="b">The right matrix, row-major.</param>
    /// <param name="bStride">Elements from one row of it to the next.</param>
    /// <param name="c">The result, row-major; must not overlap.</param>
    /// <param name="cStride">Elements from one row of it to the next.</param>
    public static void Run(int rows, int depth, int columns, float* a, nint aStride, float* b, nint bStride, float* c, nint cStride)
    {
        float* zeros = stackalloc float[Widest];
        float* spare = stackalloc float[Widest * 8];
        nint* offsets = stackalloc nint[RowBlock + 8];
        for (int block = 0; block < rows; block += RowBlock)
        {
            if (block > 0 && CallWatch.IsOver)
                return;
            int count = Math.Min(rows - block, RowBlock);
            for (int i = 0; i < count + 8; i++)
                offsets[i] = (block + Math.Min(i, count - 1)) * aStride;
            int column = 0;
            // Registers as wide as what is left, so nothing beyond a row is read.
            while (column < columns)
            {
                var part = new Part(a, offsets, count, depth, b + column, bStride, zeros, spare, c + (block * cStride) + column, cStride);
                int left = columns - column;
                if (Vector512.IsHardwareAccelerated && left >= 16)
                    column += Columns<Simd512>(part, left);
                else if (Vector256.IsHardwareAccelerated && left >= 8)
                    column += Columns<Simd256>(part, left);
                else if (Vector128.IsHardwareAccelerated && left >= 4)
                    column += Columns<Simd128>(part, left);
                else
                    column += Columns<SimdScalar>(part, left);
            }
        }
    }

    private static int Columns<TSimd>(in Part part, int left)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        bool wide = left >= 2 * TSimd.Lanes;
        int width = wide ? 2 * TSimd.Lanes : TSimd.Lanes;
        int tile = wide ? ProductTiles<TSimd>.WideRows : ProductTiles<TSimd>.NarrowRows;
        var depth = new TileDepth(part.Depth, 1, 0);
        for (int row = 0; row < part.Rows; row += tile)
        {
            int count = Math.Min(tile, part.Rows - row);
            float* results = part.C + (row * part.CStride);
            float* target = count == tile ? results : part.Spare;
            nint stride = count == tile ? part.CStride : width;
            if (wide)
                ProductTiles<TSimd>.Wide(part.A, part.Offsets + row, depth, part.B, part.BStride, part.Zeros, target, stride, Epilogue.None);
            else
                ProductTiles<TSimd>.Narrow(part.A, part.Offsets + row, depth, part.B, part.BStride, part.Zeros, target, stride, Epilogue.None);
            for (int i = 0; count < tile && i < count; i++)
            {
                for (int j = 0; j < width; j++)
                    results[(i * part.CStride) + j] = part.Spare[(i * width) + j];
            }
        }
        return width;
    }

    private readonly struct Part(
        float* a, nint* offsets, int rows, int depth, float* b, nint bStride, float* zeros, float* spare, float* c, nint cStride)
    {
        public readonly float* A = a;
        public readonly nint* Offsets = offsets;
        public readonly int Rows = rows;
        public readonly int Depth = depth;
        public readonly float* B = b;
        public readonly nint BStride = bStride;
        public readonly float* Zeros = zeros;
        public readonly float* Spare = spare;
        public readonly float* C = c;
        public readonly nint CStride = cStride;
    }
}
