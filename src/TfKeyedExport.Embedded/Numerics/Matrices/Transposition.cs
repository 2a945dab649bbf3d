using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>Transposes matrices of four-byte elements, four rows by four columns at a time.</summary>
internal static unsafe class Transposition
{
    private const int Tile = 4;

    /// <summary>target[j, i] = source[i, j].</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="sourceStride">Elements from one row of it to the next.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">The result; must not overlap.</param>
    /// <param name="targetStride">Elements from one row of the result to the next.</param>
    public static void Run(uint* source, nint sourceStride, int rows, int columns, uint* target, nint targetStride)
    {
        int row = 0;
        for (; Vector128.IsHardwareAccelerated && row <= rows - Tile; row += Tile)
        {
            uint* from = source + (row * sourceStride), to = target + row;
            int column = 0;
            for (; column <= columns - Tile; column += Tile)
                Four(from + column, sourceStride, to + (column * targetStride), targetStride);
            Rest(from, sourceStride, Tile, column, columns, to, targetStride);
        }
        Rest(source + (row * sourceStride), sourceStride, rows - row, 0, columns, target + row, targetStride);
    }

    private static void Four(uint* from, nint sourceStride, uint* to, nint targetStride)
    {
        Vector128<uint> a = Vector128.Load(from), b = Vector128.Load(from + sourceStride);
        Vector128<uint> c = Vector128.Load(from + (2 * sourceStride)), d = Vector128.Load(from + (3 * sourceStride));
        // Pairs of elements of neighbouring rows first, then pairs of pairs.
        Vector128<ulong> abLow = Interleave(a, b, false), abHigh = Interleave(a, b, true), cdLow = Interleave(c, d, false), cdHigh = Interleave(c, d, true);
        Vector128.Create(abLow.ToScalar(), cdLow.ToScalar()).AsUInt32().Store(to);
        Vector128.Create(abLow.GetElement(1), cdLow.GetElement(1)).AsUInt32().Store(to + targetStride);
        Vector128.Create(abHigh.ToScalar(), cdHigh.ToScalar()).AsUInt32().Store(to + (2 * targetStride));
        Vector128.Create(abHigh.GetElement(1), cdHigh.GetElement(1)).AsUInt32().Store(to + (3 * targetStride));
    }

    private static Vector128<ulong> Interleave(Vector128<uint> a, Vector128<uint> b, bool high)
    {
        (Vector128<ulong> evens, Vector128<ulong> odds) = high
            ? (Vector128.WidenUpper(a), Vector128.WidenUpper(b))
            : (Vector128.WidenLower(a), Vector128.WidenLower(b));
        return evens | (odds << 32);
    }

    private static void Rest(uint* source, nint sourceStride, int rows, int first, int columns, uint* target, nint targetStride)
    {
        for (int column = first; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
        }
    }
}
