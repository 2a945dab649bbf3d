using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>rows [n, depth] times a <see cref="PackedMatrix"/>, plus its bias, through an <see cref="Epilogue"/>, in one pass.</summary>
internal static unsafe class MatrixProduct
{
    // Rows that go over all panels together: few enough for their block of the left matrix to stay in the first-level cache.
    private const int RowBlock = 48;

    /// <summary>Multiplies on the widest registers that the processor has and the columns fill.</summary>
    /// <param name="a">The left matrix, row-major.</param>
    /// <param name="aStride">Elements from one row to the next; at least the packed matrix's depth.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="b">The right matrix with its bias.</param>
    /// <param name="c">The result, row-major.</param>
    /// <param name="cStride">Elements from one row of the result to the next; at least the packed matrix's columns.</param>
    /// <param name="epilogue">What happens to each element before it is stored.</param>
    /// <param name="hasSlack">
    /// Whether two registers of memory behind the result may be overwritten: narrow results without gaps between their rows are then stored register by
    /// register, each row over what the one before it wrote too far.
    /// </param>
    public static void Run(float* a, int aStride, int rows, PackedMatrix b, float* c, int cStride, Epilogue epilogue, bool hasSlack = false)
    {
        // One register of eight lanes does for eight columns: wider ones would multiply by zeros.
        if (Vector512.IsHardwareAccelerated && b.Columns > Vector256<float>.Count)
            Run<Simd512>(a, aStride, rows, b, c, cStride, epilogue, hasSlack);
        else if (Vector256.IsHardwareAccelerated)
            Run<Simd256>(a, aStride, rows, b, c, cStride, epilogue, hasSlack);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(a, aStride, rows, b, c, cStride, epilogue, hasSlack);
        else
            Run<SimdScalar>(a, aStride, rows, b, c, cStride, epilogue, hasSlack);
        GC.KeepAlive(b);
    }

    /// <summary>Multiplies on registers of one width.</summary>
    /// <inheritdoc cref="Run(float*, int, int, PackedMatrix, float*, int, Epilogue, bool)"/>
    [SkipLocalsInit] // All offsets that are read are written first; to clear them took a twelfth of a small recurrent net's time, with those below.
    public static void Run<TSimd>(float* a, int aStride, int rows, PackedMatrix b, float* c, int cStride, Epilogue epilogue, bool hasSlack = false)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        if (b.Columns == 1)
        {
            Column<TSimd>(a, aStride, rows, b, c, cStride, epilogue);
            return;
        }
        nint* offsets = stackalloc nint[RowBlock + ProductTiles<TSimd>.NarrowRows];
        var depth = new TileDepth(b.Depth, 1, 0);
        for (int block = 0; block < rows; block += RowBlock)
        {
            if (block > 0 && CallWatch.IsOver)
                return;
            int count = Math.Min(rows - block, RowBlock);
            for (int i = 0; i < count; i++)
                offsets[i] = (nint)(block + i) * aStride;
            Rows<TSimd>(a, offsets, count, depth, b, c + ((nint)block * cStride), cStride, epilogue, hasSlack);
        }
    }

    /// <summary>Multiplies rows that lie anywhere.</summary>
    /// <param name="a">The left matrix.</param>
    /// <param name="offsets">Where each row starts; room for <see cref="ProductTiles{TSimd}.NarrowRows"/> more is needed behind them.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="depth">What is summed over; together as many elements as the packed matrix is deep.</param>
    /// <param name="b">The right matrix with its bias.</param>
    /// <param name="c">The result, row-major.</param>
    /// <param name="cStride">Elements from one row of the result to the next.</param>
    /// <param name="epilogue">What happens to each element before it is stored.</param>
    /// <param name="hasSlack">Whether two registers of memory behind the result may be overwritten.</param>
    public static void Rows<TSimd>(
        float* a, nint* offsets, int rows, TileDepth depth, PackedMatrix b, float* c, int cStride, Epilogue epilogue, bool hasSlack = false)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        if (rows == 1 && depth.Segments == 1)
        {
            ProductRow<TSimd>.Run(a + offsets[0], b, c, epilogue, hasSlack && b.Columns == cStride);
            return;
        }
        // What fills the last tile up is computed and dropped.
        for (int i = 0; i < ProductTiles<TSimd>.NarrowRows; i++)
            offsets[rows + i] = offsets[rows - 1];
        int column = 0;
        while (column < b.Columns)
        {
            float* panel = b.Panel(column / PackedMatrix.PanelWidth) + (column % PackedMatrix.PanelWidth);
            int left = b.Columns - column;
            bool wide = left > TSimd.Lanes;
            int columns = Math.Min(left, wide ? 2 * TSimd.Lanes : TSimd.Lanes);
            Panel<TSimd>(a, offsets, rows, depth, panel, b.Bias + column, c + column, cStride, columns, wide, epilogue, hasSlack && columns == cStride);
            column += columns;
        }
    }

    [SkipLocalsInit] // A tile writes all of the spare rows that are copied from there.
    private static void Panel<TSimd>(
        float* a, nint* offsets, int rows, TileDepth depth, float* panel, float* bias, float* c, int cStride, int columns,
        bool wide, Epilogue epilogue, bool runsOver)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        const nint Width = PackedMatrix.PanelWidth;
        float* spare = stackalloc float[ProductTiles<TSimd>.NarrowRows * PackedMatrix.PanelWidth];
        int tile = wide ? ProductTiles<TSimd>.WideRows : ProductTiles<TSimd>.NarrowRows;
        bool whole = runsOver || columns == (wide ? 2 : 1) * TSimd.Lanes;
        for (int row = 0; row < rows; row += tile)
        {
            int count = Math.Min(tile, rows - row);
            float* results = c + ((nint)row * cStride);
            bool isShort = wide && count <= ProductTiles<TSimd>.ShortRows, direct = whole && count == (isShort ? ProductTiles<TSimd>.ShortRows : tile);
            float* target = direct ? results : spare;
            nint stride = direct ? cStride : Width;
            if (isShort)
                ProductTiles<TSimd>.Short(a, offsets + row, depth, panel, Width, bias, target, stride, epilogue);
            else if (wide)
                ProductTiles<TSimd>.Wide(a, offsets + row, depth, panel, Width, bias, target, stride, epilogue);
            else
                ProductTiles<TSimd>.Narrow(a, offsets + row, depth, panel, Width, bias, target, stride, epilogue);
            if (!direct)
                Copy(spare, count, columns, results, cStride);
        }
    }

    private static void Copy(float* spare, int rows, int columns, float* results, int cStride)
    {
        for (int i = 0; i < rows; i++)
        {
            float* from = spare + (i * PackedMatrix.PanelWidth);
            float* to = results + ((nint)i * cStride);
            for (int j = 0; j < columns; j++)
                to[j] = from[j];
        }
    }

    private static void Column<TSimd>(float* a, int aStride, int rows, PackedMatrix b, float* c, int cStride, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        for (int row = 0; row < rows; row++)
        {
            float sum = ProductTiles<TSimd>.Dot(a + ((nint)row * aStride), b.FirstColumn, b.Depth) + b.Bias[0];
            c[(nint)row * cStride] = epilogue.Apply(sum);
        }
    }
}
