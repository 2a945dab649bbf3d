using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>How a partition says which values belong to which row.</summary>
internal enum RowPartitionKind
{
    /// <summary>Only the number of rows, for what follows.</summary>
    FirstSize,

    /// <summary>The row of each value, in order.</summary>
    RowIds,

    /// <summary>Where each row begins, and at the end where the last one ends.</summary>
    Splits,
}

/// <summary>Which values belong to which row.</summary>
internal readonly ref struct RowPartition
{
    private readonly KernelContext _context;
    private readonly int _input;
    private readonly RowPartitionKind _kind;
    private readonly int _count;

    /// <summary>Reads and checks a partition.</summary>
    public RowPartition(KernelContext context, int input, RowPartitionKind kind)
    {
        _context = context;
        _input = input;
        _kind = kind;
        Value tensor = context.Input(input);
        if (tensor.Rank != 1)
            throw context.ShapeError(input, "a row partition must be a vector");
        _count = tensor.Count;
        long previous = 0;
        for (int i = 0; i < _count; i++)
        {
            long value = context.Integer(input, i);
            if (value < previous || value > int.MaxValue || (i == 0 && kind == RowPartitionKind.Splits && value != 0))
                throw KernelContext.Error(
                    $"element {i} of a row partition is {value}: "
                        + $"{(kind == RowPartitionKind.Splits ? "splits start with 0 and do not decrease" : "row numbers do not decrease")}");
            previous = value;
        }
        if (kind == RowPartitionKind.Splits && _count == 0)
            throw KernelContext.Error("row splits must not be empty");
    }

    /// <summary>The number of values.</summary>
    public int ValueCount => _kind == RowPartitionKind.RowIds ? _count : (int)_context.Integer(_input, _count - 1);

    /// <summary>The number of values of the longest row.</summary>
    public long Longest()
    {
        long longest = 0;
        if (_kind == RowPartitionKind.Splits)
        {
            for (int i = 1; i < _count; i++)
                longest = Math.Max(longest, _context.Integer(_input, i) - _context.Integer(_input, i - 1));
            return longest;
        }
        for (int i = 0, start = 0; i < _count; i++)
        {
            if (_context.Integer(_input, i) != _context.Integer(_input, start))
                start = i;
            longest = Math.Max(longest, i - start + 1);
        }
        return longest;
    }

    /// <summary>Numbers the values' places in rows of one width; -1 for those that are cut off.</summary>
    /// <param name="rows">The place of each row; -1 for a row that is cut off.</param>
    /// <param name="width">The width.</param>
    /// <param name="places">Gets the place of each value.</param>
    public void Place(ReadOnlySpan<int> rows, int width, Span<int> places)
    {
        if (_kind == RowPartitionKind.Splits && _count - 1 != rows.Length)
            throw KernelContext.Error($"row splits are for {_count - 1} rows, but there are {rows.Length}");
        int count = ValueCount;
        int row = 0, column = 0;
        for (int i = 0; i < count; i++, column++)
        {
            int of = row;
            if (_kind == RowPartitionKind.RowIds)
                of = (int)_context.Integer(_input, i);
            while (_kind == RowPartitionKind.Splits && i >= _context.Integer(_input, of + 1))
                of++;
            if (of >= rows.Length)
                throw KernelContext.Error($"a value belongs to row {of}, but there are {rows.Length} rows");
            column = of == row ? column : 0;
            row = of;
            places[i] = rows[row] >= 0 && column < width ? (rows[row] * width) + column : -1;
        }
    }
}
