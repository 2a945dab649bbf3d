using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>The features that are crossed: sparse columns first, then dense ones; in each row a column has any number of features.</summary>
internal readonly ref struct CrossColumns
{
    private readonly KernelContext _context;
    private readonly int _sparse;
    private readonly int _dense;
    private readonly Span<int> _starts;

    /// <summary>Reads the columns and finds where each row of each sparse column begins.</summary>
    /// <param name="context">Inputs: indices, values and shapes of the sparse columns, then the dense columns.</param>
    /// <param name="sparse">The number of sparse columns.</param>
    /// <param name="dense">The number of dense columns.</param>
    /// <param name="rows">The number of rows, from <see cref="RowsOf"/>.</param>
    /// <param name="starts">Room for <c>sparse * (rows + 1)</c> numbers.</param>
    public CrossColumns(KernelContext context, int sparse, int dense, int rows, Span<int> starts)
    {
        _context = context;
        _sparse = sparse;
        _dense = dense;
        _starts = starts;
        Rows = rows;
        for (int column = 0; column < sparse; column++)
            FindStarts(column, starts.Slice(column * (rows + 1), rows + 1));
        for (int column = 0; column < dense; column++)
        {
            if (Dense(column) is not { Rank: 2 } matrix || matrix.Dim(0) != rows)
                throw KernelContext.Error($"dense column {column} must be a matrix of {rows} rows, not {Dense(column).ToShape()}");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Count => _sparse + _dense;

    /// <summary>The number of rows by the first column.</summary>
    public static int RowsOf(KernelContext context, int sparse, int dense)
    {
        if (sparse == 0)
            return dense == 0 ? 0 : context.Input(0) is { Rank: 2 } first ? first.Dim(0) : throw context.ShapeError(0, "a dense column must be a matrix");
        Value shape = context.Input(sparse * 2);
        if (shape.Rank != 1 || shape.Count != 2)
            throw context.ShapeError(sparse * 2, "the shape of a sparse column must have two sizes");
        long rows = shape.Span<long>()[0];
        return rows is >= 0 and <= int.MaxValue ? (int)rows : throw KernelContext.Error($"a sparse column has {rows} rows");
    }

    /// <summary>How many features a column has in a row.</summary>
    public int Features(int column, int row) => column < _sparse
        ? _starts[(column * (Rows + 1)) + row + 1] - _starts[(column * (Rows + 1)) + row]
        : Dense(column - _sparse).Dim(1);

    /// <summary>The tensor that holds a column's features.</summary>
    public Value Values(int column) => column < _sparse ? _context.Input(_sparse + column) : Dense(column - _sparse);

    /// <summary>The place of a feature in <see cref="Values"/>.</summary>
    public int Place(int column, int row, int feature) => column < _sparse
        ? _starts[(column * (Rows + 1)) + row] + feature
        : (row * Dense(column - _sparse).Dim(1)) + feature;

    private Value Dense(int column) => _context.Input((_sparse * 3) + column);

    private void FindStarts(int column, Span<int> starts)
    {
        var sparse = new SparseInput(_context.Input(column), _context.Input(_sparse + column), _context.Input((_sparse * 2) + column));
        if (sparse.Rank != 2)
            throw KernelContext.Error($"the shape of sparse column {column} must have two sizes");
        if (sparse.Shape[0] != Rows)
            throw KernelContext.Error($"sparse column {column} has {sparse.Shape[0]} rows, the first column {Rows}");
        int next = 0;
        for (int row = 0; row < Rows; row++)
        {
            starts[row] = next;
            while (next < sparse.Count && sparse.Indices[next * 2] == row)
                next++;
        }
        starts[Rows] = next;
    }
}
