using System.Numerics;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>Gauss's elimination with row exchanges, and Cholesky's factors, for small square matrices in row-major order.</summary>
internal static class Elimination
{
    /// <summary>Turns a matrix into an upper triangle, doing to the right-hand sides what is done to it.</summary>
    /// <param name="matrix">The matrix; becomes the triangle.</param>
    /// <param name="right">The right-hand sides, [size, columns]; may be empty.</param>
    /// <param name="size">Rows and columns of the matrix.</param>
    /// <param name="columns">Columns of the right-hand sides.</param>
    /// <returns>1, or -1 if rows were exchanged an odd number of times.</returns>
    public static T Factor<T>(Span<T> matrix, Span<T> right, int size, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sign = T.One;
        for (int k = 0; k < size; k++)
        {
            CallWatch.ThrowIfOver();
            int pivot = k;
            for (int i = k + 1; i < size; i++)
            {
                if (T.Abs(matrix[(i * size) + k]) > T.Abs(matrix[(pivot * size) + k]))
                    pivot = i;
            }
            if (pivot != k)
            {
                sign = -sign;
                Exchange(matrix.Slice(k * size, size), matrix.Slice(pivot * size, size));
                Exchange(right.Slice(k * columns, columns), right.Slice(pivot * columns, columns));
            }
            T head = matrix[(k * size) + k];
            if (head == T.Zero)
                continue;
            for (int i = k + 1; i < size; i++)
            {
                T factor = matrix[(i * size) + k] / head;
                Subtract(matrix.Slice((k * size) + k, size - k), factor, matrix.Slice((i * size) + k, size - k));
                Subtract(right.Slice(k * columns, columns), factor, right.Slice(i * columns, columns));
            }
        }
        return sign;
    }

    /// <summary>Solves an upper triangle for each column of the right-hand sides.</summary>
    /// <returns>Whether the triangle has no zero on its diagonal.</returns>
    public static bool Back<T>(ReadOnlySpan<T> matrix, Span<T> right, int size, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = size - 1; i >= 0; i--)
        {
            CallWatch.ThrowIfOver();
            T head = matrix[(i * size) + i];
            if (head == T.Zero)
                return false;
            Span<T> row = right.Slice(i * columns, columns);
            for (int k = i + 1; k < size; k++)
                Subtract(right.Slice(k * columns, columns), matrix[(i * size) + k], row);
            for (int c = 0; c < columns; c++)
                row[c] /= head;
        }
        return true;
    }

    /// <summary>The lower triangle whose product with its transpose is the matrix, of which only the lower half is read.</summary>
    /// <remarks>Where there is none, it is a triangle of NaN, as in TensorFlow.</remarks>
    public static void Cholesky<T>(ReadOnlySpan<T> matrix, Span<T> lower, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        lower.Clear();
        for (int i = 0; i < size; i++)
        {
            CallWatch.ThrowIfOver();
            for (int j = 0; j <= i; j++)
            {
                T sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                    sum -= lower[(i * size) + k] * lower[(j * size) + k];
                // Not the negation of being positive: NaN in the matrix leaves the elements as they are that do not depend on it.
                if (i == j && sum <= T.Zero)
                {
                    for (int row = 0; row < size; row++)
                        lower.Slice(row * size, row + 1).Fill(T.NaN);
                    return;
                }
                lower[(i * size) + j] = i == j ? T.Sqrt(sum) : sum / lower[(j * size) + j];
            }
        }
    }

    private static void Exchange<T>(Span<T> first, Span<T> second)
    {
        for (int i = 0; i < first.Length; i++)
            (first[i], second[i]) = (second[i], first[i]);
    }

    private static void Subtract<T>(ReadOnlySpan<T> row, T factor, Span<T> from)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < row.Length; i++)
            from[i] -= factor * row[i];
    }
}
