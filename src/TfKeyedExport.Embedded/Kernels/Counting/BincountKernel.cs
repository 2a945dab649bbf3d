using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary>Where the values of a bincount lie.</summary>
internal enum BincountForm
{
    /// <summary><c>Bincount</c>: one row, whatever the shape.</summary>
    Flat,

    /// <summary><c>DenseBincount</c>: a vector, or a row for each row of a matrix.</summary>
    Dense,

    /// <summary><c>SparseBincount</c>: the values of a sparse vector or matrix.</summary>
    Sparse,

    /// <summary><c>RaggedBincount</c>: the values of a ragged matrix.</summary>
    Ragged,
}

/// <summary>How often each whole number from 0 on comes, or the sum of its weights, for one row or for each row.</summary>
internal sealed class BincountKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly BincountForm _form;
    private readonly bool _binary;
    private readonly int _values;
    private readonly int _size;

    public BincountKernel(KernelRequest request, BincountForm form)
    {
        _form = form;
        _binary = form != BincountForm.Flat && request.Attributes.Bool("binary_output", false);
        _values = form is BincountForm.Sparse or BincountForm.Ragged ? 1 : 0;
        _size = form == BincountForm.Sparse ? 3 : _values + 1;
    }

    public override void Run(KernelContext context)
    {
        Value values = context.Input(_values), weights = context.Input(_size + 1);
        if (context.Input(_size).Count != 1)
            throw context.ShapeError(_size, "size must be a scalar");
        long size = context.Integer(_size);
        if (size < 0)
            throw KernelContext.Error($"size ({size}) must be non-negative");
        if (weights.Count != 0 && weights.Count != values.Count)
            throw KernelContext.Error("weights must have as many elements as the values, or none");
        (int rows, bool matrix) = Rows(context, values);
        Span<T> result = matrix ? context.Allocate<T>(0, rows, size) : context.Allocate<T>(0, size);
        result.Clear();
        ReadOnlySpan<T> weight = weights.Span<T>();
        int perRow = rows == 0 ? 0 : values.Count / rows;
        int row = 0;
        for (int i = 0; i < values.Count; i++)
        {
            long value = context.Integer(_values, i);
            if (value < 0)
                throw KernelContext.Error("Input must be non-negative!");
            row = RowOf(context, i, row, rows, perRow, matrix);
            if (value >= size)
                continue;
            ref T bin = ref result[(int)((row * size) + value)];
            bin = _binary ? T.One : bin + (weight.IsEmpty ? T.One : weight[i]);
        }
    }

    private (int Rows, bool Matrix) Rows(KernelContext context, Value values)
    {
        switch (_form)
        {
            case BincountForm.Dense:
                if (values.Rank > 2)
                    throw context.ShapeError(0, "the rank must be at most 2");
                return values.Rank == 2 ? (values.Dim(0), true) : (1, false);
            case BincountForm.Sparse:
                return SparseRows(context, values);
            case BincountForm.Ragged:
                CheckSplits(context, values.Count);
                return (context.Input(0).Count - 1, true);
            default:
                return (1, false);
        }
    }

    private static (int Rows, bool Matrix) SparseRows(KernelContext context, Value values)
    {
        Value indices = context.Input(0), shape = context.Input(2);
        if (shape.Rank != 1 || shape.Count is < 1 or > 2)
            throw context.ShapeError(2, "the dense shape must be that of a vector or a matrix");
        bool fits = indices.Rank == 2 ? indices.Dim(0) == values.Count && indices.Dim(1) == shape.Count : indices.Count == values.Count;
        if (!fits)
            throw KernelContext.Error("Number of values must match first dimension of indices");
        long rows = shape.Count == 2 ? context.Integer(2, 0) : 1;
        return rows is >= 0 and <= int.MaxValue ? ((int)rows, shape.Count == 2) : throw KernelContext.Error($"the dense shape has {rows} rows");
    }

    private static void CheckSplits(KernelContext context, int values)
    {
        int count = context.Input(0).Count;
        if (count == 0)
            throw KernelContext.Error("Splits must be non-empty");
        if (context.Integer(0, 0) != 0)
            throw KernelContext.Error("Splits must start with 0");
        if (context.Integer(0, count - 1) != values)
            throw KernelContext.Error("Splits must end with the number of values");
        for (int i = 1; i < count; i++)
        {
            if (context.Integer(0, i) < context.Integer(0, i - 1))
                throw KernelContext.Error("Splits must not decrease");
        }
    }

    private int RowOf(KernelContext context, int i, int row, int rows, int perRow, bool matrix)
    {
        switch (_form)
        {
            case BincountForm.Dense:
                return matrix ? i / perRow : 0;
            case BincountForm.Ragged:
                while (i >= context.Integer(0, row + 1))
                    row++;
                return row;
            case BincountForm.Sparse when matrix:
                long index = context.Integer(0, i * 2);
                return index >= 0 && index < rows ? (int)index : throw KernelContext.Error($"Index value {index} is outside the {rows} rows");
            default:
                return 0;
        }
    }
}

/// <summary>Choosing bincount kernels by the type of the counts.</summary>
internal static class BincountKernels
{
    public static KernelFactory Of(BincountForm form) => r => r.OutputType(0) switch
    {
        DataType.Int32 => new BincountKernel<int>(r, form),
        DataType.Int64 => new BincountKernel<long>(r, form),
        DataType.Float => new BincountKernel<float>(r, form),
        DataType.Double => new BincountKernel<double>(r, form),
        DataType type => throw r.Unsupported($"{type.Name()} counts are not supported here"),
    };
}
