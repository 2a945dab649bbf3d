using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>What is done with diagonals.</summary>
internal enum DiagonalWork
{
    /// <summary>Matrices are made of them.</summary>
    Make,

    /// <summary>They are taken out of matrices.</summary>
    Take,

    /// <summary>They replace those of matrices.</summary>
    Set,
}

/// <summary>At which end of its row a diagonal stands that is shorter than the longest one.</summary>
/// <param name="name">As the attribute says it: first the diagonals above the main one, then those below.</param>
internal readonly struct DiagonalAlignment(string name)
{
    /// <summary>Whether a diagonal stands at the right.</summary>
    public bool IsRight(int diagonal) => diagonal >= 0 ? _above : _below;

    private readonly bool _above = name.StartsWith("RIGHT", StringComparison.Ordinal);
    private readonly bool _below = name.EndsWith("RIGHT", StringComparison.Ordinal);
}

/// <summary>Some neighbouring diagonals of matrices, and where each element stands when the diagonals are rows, the highest first.</summary>
internal readonly struct DiagonalBand
{
    private readonly DiagonalAlignment _alignment;

    public DiagonalBand(KernelContext context, Value matrices, long low, long high, DiagonalAlignment alignment)
    {
        if (matrices.Rank < 2)
            throw context.ShapeError(0, "matrices have at least two dimensions");
        (Rows, Columns, _alignment) = (matrices.Dim(matrices.Rank - 2), matrices.Dim(matrices.Rank - 1), alignment);
        bool outside = (low <= -Rows && low != 0) || low > Math.Max(0, Columns - 1) || (high >= Columns && high != 0) || high <= -Math.Max(1, Rows);
        if (outside)
            throw KernelContext.Error($"the diagonals {low} to {high} lie outside matrices of [{Rows}, {Columns}]");
        (Low, High) = ((int)low, (int)high);
    }

    public DiagonalBand(int rows, int columns, int low, int high, DiagonalAlignment alignment) =>
        (Rows, Columns, Low, High, _alignment) = (rows, columns, low, high, alignment);

    /// <summary>Rows of a matrix.</summary>
    public int Rows { get; }

    /// <summary>Columns of a matrix.</summary>
    public int Columns { get; }

    /// <summary>The lowest diagonal; 0 is the main one.</summary>
    public int Low { get; }

    /// <summary>The highest diagonal.</summary>
    public int High { get; }

    /// <summary>The number of diagonals.</summary>
    public int Count => High - Low + 1;

    /// <summary>Elements of the longest diagonal.</summary>
    public int Longest => Math.Max(0, Math.Min(Rows + Math.Min(High, 0), Columns - Math.Max(Low, 0)));

    /// <summary>A diagonal: where it begins in its row, how long it is, and the matrix's element at its beginning.</summary>
    public (int First, int Length, int Row, int Column) Diagonal(int diagonal)
    {
        int row = Math.Max(0, -diagonal), column = Math.Max(0, diagonal), length = Math.Max(0, Math.Min(Rows - row, Columns - column));
        return (_alignment.IsRight(diagonal) ? Longest - length : 0, length, row, column);
    }

    /// <summary>The place of a matrix's element among the diagonals; -1 if it lies on none of them.</summary>
    public int Place(int row, int column)
    {
        int diagonal = column - row;
        if (diagonal < Low || diagonal > High)
            return -1;
        (int first, _, int firstRow, _) = Diagonal(diagonal);
        return ((High - diagonal) * Longest) + first + row - firstRow;
    }
}
