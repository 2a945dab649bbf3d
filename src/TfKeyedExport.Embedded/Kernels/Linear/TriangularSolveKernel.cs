using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary><c>MatrixTriangularSolve</c>: systems whose matrices are triangles, along broadcast batch dimensions.</summary>
internal sealed class TriangularSolveKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _lower = request.Attributes.Bool("lower", true);
    private readonly bool _adjoint = request.Attributes.Bool("adjoint", false);

    public override void Run(KernelContext context)
    {
        Value matrices = context.Input(0), right = context.Input(1);
        if (matrices.Rank < 2 || right.Rank < 2 || matrices.Shape[^1] != matrices.Shape[^2] || right.Shape[^2] != matrices.Shape[^1])
            throw KernelContext.Error($"matrices {matrices.ToShape()} must be square, and right-hand sides {right.ToShape()} have as many rows");
        int size = matrices.Dim(matrices.Rank - 1), columns = right.Dim(right.Rank - 1), count = size * columns;
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(matrices.Shape[..^2], right.Shape[..^2], shape);
        if (rank + 2 > Value.MaxRank)
            throw KernelContext.Error($"more than {Value.MaxRank} dimensions");
        Span<int> ofMatrices = stackalloc int[Value.MaxRank], ofRight = stackalloc int[Value.MaxRank];
        Broadcast.Strides(matrices.Shape[..^2], rank, ofMatrices);
        Broadcast.Strides(right.Shape[..^2], rank, ofRight);
        (shape[rank], shape[rank + 1]) = (size, columns);
        Span<T> result = context.Allocate<T>(0, shape[..(rank + 2)]);
        int batch = Axes.Product(shape[..rank]);
        for (int b = 0; b < batch && count > 0; b++)
        {
            int matrix = 0, side = 0;
            for (int d = rank - 1, rest = b; d >= 0; d--)
            {
                int index = rest % (int)shape[d];
                rest /= (int)shape[d];
                matrix += index * ofMatrices[d];
                side += index * ofRight[d];
            }
            Span<T> solution = result.Slice(b * count, count);
            right.Span<T>().Slice(side * count, count).CopyTo(solution);
            Solve(matrices.Span<T>().Slice(matrix * size * size, size * size), solution, size, columns);
        }
    }

    private void Solve(ReadOnlySpan<T> matrix, Span<T> solution, int size, int columns)
    {
        // Transposing turns a lower triangle into an upper one.
        bool forwards = _lower != _adjoint;
        for (int step = 0; step < size; step++)
        {
            Numerics.CallWatch.ThrowIfOver();
            int i = forwards ? step : size - 1 - step;
            T head = matrix[(i * size) + i];
            if (head == T.Zero)
                throw KernelContext.Error("Input matrix is not invertible.");
            Span<T> row = solution.Slice(i * columns, columns);
            for (int k = forwards ? 0 : i + 1; k < (forwards ? i : size); k++)
            {
                T factor = _adjoint ? matrix[(k * size) + i] : matrix[(i * size) + k];
                for (int c = 0; c < columns; c++)
                    row[c] -= factor * solution[(k * columns) + c];
            }
            for (int c = 0; c < columns; c++)
                row[c] /= head;
        }
    }
}
