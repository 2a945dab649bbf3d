using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>rows [n, depth] times a <see cref="PackedMatrix"/>, plus its bias, through an <see cref="Epilogue"/>, in one pass.</summary>
internal static unsafe class MatrixProduct
{
    // Rows that go over all panels together: few enough for their block of the left matrix to stay in the first-level cache.
    private const int RowBlock = 8 * ProductTiles<SimdScalar>.Rows;

    /// <summary>Multiplies on the widest registers that the processor has.</summary>
    /// <param name="a">The left matrix, row-major.</param>
    /// <param name="aStride">Elements from one row to the next; at least the packed matrix's depth.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="b">The right matrix with its bias.</param>
    /// <param name="c">The result, row-major.</param>
    /// <param name="cStride">Elements from one row of the result to the next; at least the packed matrix's columns.</param>
    /// <param name="epilogue">What happens to each element before it is stored.</param>
    public static void Run(float* a, int aStride, int rows, PackedMatrix b, float* c, int cStride, Epilogue epilogue)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Simd512>(a, aStride, rows, b, c, cStride, epilogue);
        else if (Vector256.IsHardwareAccelerated)
            Run<Simd256>(a, aStride, rows, b, c, cStride, epilogue);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(a, aStride, rows, b, c, cStride, epilogue);
        else
            Run<SimdScalar>(a, aStride, rows, b, c, cStride, epilogue);
        GC.KeepAlive(b);
    }

    /// <summary>Multiplies on registers of one width.</summary>
    /// <inheritdoc cref="Run(float*, int, int, PackedMatrix, float*, int, Epilogue)"/>
    public static void Run<TSimd>(float* a, int aStride, int rows, PackedMatrix b, float* c, int cStride, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        int width = 2 * TSimd.Lanes;
        for (int block = 0; block < rows; block += RowBlock)
        {
            int end = Math.Min(rows, block + RowBlock);
            for (int column = 0; column < b.Columns; column += width)
            {
                float* panel = b.Panel(column / PackedMatrix.PanelWidth) + (column % PackedMatrix.PanelWidth);
                float* bias = b.Bias + column;
                int columns = Math.Min(width, b.Columns - column);
                Rows<TSimd>(a, aStride, block, end, panel, bias, b.Depth, c + column, cStride, columns, epilogue);
            }
        }
    }

    private static void Rows<TSimd>(
        float* a, int aStride, int row, int end, float* panel, float* bias, int depth, float* c, int cStride, int columns, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        const int TileRows = ProductTiles<TSimd>.Rows;
        float* spare = stackalloc float[TileRows * PackedMatrix.PanelWidth];
        bool whole = columns == 2 * TSimd.Lanes;
        while (row < end)
        {
            int rows = end - row >= TileRows ? TileRows : 1;
            float* source = a + ((nint)row * aStride);
            float* results = c + ((nint)row * cStride);
            float* target = whole ? results : spare;
            int stride = whole ? cStride : PackedMatrix.PanelWidth;
            if (rows == 1)
                ProductTiles<TSimd>.OneRow(source, panel, bias, depth, target, epilogue);
            else
                ProductTiles<TSimd>.SixRows(source, aStride, panel, bias, depth, target, stride, epilogue);
            for (int i = 0; !whole && i < rows; i++)
                new ReadOnlySpan<float>(spare + (i * PackedMatrix.PanelWidth), columns).CopyTo(new Span<float>(results + ((nint)i * cStride), columns));
            row += rows;
        }
    }
}
