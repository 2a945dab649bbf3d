using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Linear;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>
/// Square matrices, one after the other: <c>Cholesky</c>, <c>MatrixInverse</c>, <c>MatrixSolve</c>, <c>MatrixDeterminant</c> and <c>LogMatrixDeterminant</c>.
/// </summary>
internal sealed class SquareMatrixKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _op = request.OperationName;
    private readonly bool _adjoint = request.Attributes.Has("adjoint") && request.Attributes.Bool("adjoint", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank < 2 || input.Shape[^1] != input.Shape[^2])
            throw context.ShapeError(0, "the matrices must be square");
        int size = input.Dim(input.Rank - 1), batch = Axes.Product(input.Shape[..^2]);
        switch (_op)
        {
            case nameof(LinearOperations.Cholesky):
                Span<T> factors = context.Allocate<T>(0, input.Shape);
                for (int b = 0; b < batch; b++)
                    Elimination.Cholesky(Matrix(input, b, size), factors.Slice(b * size * size, size * size), size);
                break;
            case nameof(LinearOperations.MatrixDeterminant):
            case nameof(LinearOperations.LogMatrixDeterminant):
                Determinants(context, input, size, batch);
                break;
            default:
                Solve(context, input, size, batch);
                break;
        }
    }

    private static ReadOnlySpan<T> Matrix(Value value, int index, int size) => value.Span<T>().Slice(index * size * size, size * size);

    private void Determinants(KernelContext context, Value input, int size, int batch)
    {
        bool logarithm = _op == nameof(LinearOperations.LogMatrixDeterminant);
        Span<T> first = context.Allocate<T>(0, input.Shape[..^2]), second = logarithm ? context.Allocate<T>(1, input.Shape[..^2]) : [];
        using var factors = new Scratch<T>(context, size * size);
        for (int b = 0; b < batch; b++)
        {
            Matrix(input, b, size).CopyTo(factors.Span);
            T sign = Elimination.Factor(factors.Span, [], size, 0), product = sign, sum = T.Zero;
            for (int i = 0; i < size; i++)
            {
                T pivot = factors.Span[(i * size) + i];
                product *= pivot;
                sum += T.Log(T.Abs(pivot));
                sign = T.IsNaN(pivot) ? T.NaN : pivot == T.Zero ? T.Zero : pivot < T.Zero ? -sign : sign;
            }
            first[b] = logarithm ? sign : product;
            if (logarithm)
                second[b] = sum;
        }
    }

    private void Solve(KernelContext context, Value input, int size, int batch)
    {
        bool inverse = _op == nameof(LinearOperations.MatrixInverse);
        if (!inverse)
        {
            Value given = context.Input(1);
            if (given.Rank != input.Rank || !given.Shape[..^1].SequenceEqual(input.Shape[..^1]))
                throw context.ShapeError(1, $"it must have as many rows as {input.ToShape()}");
        }
        int columns = inverse ? size : context.Input(1).Dim(input.Rank - 1), count = size * columns;
        Span<T> result = context.Allocate<T>(0, inverse ? input.Shape : context.Input(1).Shape);
        using var factors = new Scratch<T>(context, size * size);
        for (int b = 0; b < batch; b++)
        {
            ReadOnlySpan<T> matrix = Matrix(input, b, size);
            for (int i = 0; i < matrix.Length; i++)
                factors.Span[i] = _adjoint ? matrix[((i % size) * size) + (i / size)] : matrix[i];
            Span<T> right = result.Slice(b * count, count);
            if (inverse)
            {
                right.Clear();
                for (int i = 0; i < size; i++)
                    right[(i * size) + i] = T.One;
            }
            else
            {
                context.Span<T>(1).Slice(b * count, count).CopyTo(right);
            }
            Elimination.Factor(factors.Span, right, size, columns);
            if (!Elimination.Back(factors.Span, right, size, columns))
                throw KernelContext.Error("Input matrix is not invertible.");
        }
    }
}
