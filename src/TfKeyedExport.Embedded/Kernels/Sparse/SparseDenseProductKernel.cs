using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>A sparse matrix times a dense one; either may be transposed first.</summary>
internal sealed class SparseDenseProductKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _transposesLeft = request.Attributes.Bool("adjoint_a", false);
    private readonly bool _transposesRight = request.Attributes.Bool("adjoint_b", false);

    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0), values = context.Input(1), shape = context.Input(2), right = context.Input(3);
        if (shape.Rank != 1 || shape.Count != 2)
            throw context.ShapeError(2, "Tensor 'a_shape' must have 2 elements");
        if (right.Rank != 2)
            throw context.ShapeError(3, "Tensor 'b' is not a matrix");
        if (values.Rank != 1 || indices.Rank != 2 || indices.Dim(0) != values.Count || indices.Dim(1) != 2)
            throw KernelContext.Error($"indices of shape {indices.ToShape()} do not go with values of shape {values.ToShape()}");
        ReadOnlySpan<long> sizes = shape.Span<long>();
        (long rows, long depth) = _transposesLeft ? (sizes[1], sizes[0]) : (sizes[0], sizes[1]);
        (int rightRows, int columns) = _transposesRight ? (right.Dim(1), right.Dim(0)) : (right.Dim(0), right.Dim(1));
        if (depth != rightRows)
            throw KernelContext.Error($"Cannot multiply A and B because inner dimension does not match: {depth} vs. {rightRows}");
        Span<T> result = context.Allocate<T>(0, rows, columns);
        result.Clear();
        ReadOnlySpan<T> left = values.Span<T>(), b = right.Span<T>();
        for (int i = 0; i < left.Length; i++)
        {
            long row = context.Integer(0, (i * 2) + (_transposesLeft ? 1 : 0)), k = context.Integer(0, (i * 2) + (_transposesLeft ? 0 : 1));
            if ((ulong)row >= (ulong)rows)
                throw KernelContext.Error($"m ({row}) from index[{i}] out of bounds (>={rows})");
            if ((ulong)k >= (ulong)depth)
                throw KernelContext.Error($"k ({k}) from index[{i}] out of bounds (>={depth})");
            Span<T> target = result.Slice((int)row * columns, columns);
            for (int column = 0; column < columns; column++)
                target[column] += left[i] * (_transposesRight ? b[(column * rightRows) + (int)k] : b[((int)k * columns) + column]);
        }
    }
}
