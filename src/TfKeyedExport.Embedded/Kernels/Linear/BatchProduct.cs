using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>One matrix of a batch: sizes and the distances between neighbours, in elements.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="RowStride">From one row to the next.</param>
/// <param name="ColumnStride">From one column to the next.</param>
internal readonly record struct MatrixLayout(int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>The matrix with rows and columns swapped.</summary>
    public MatrixLayout Transposed => new(Columns, Rows, ColumnStride, RowStride);
}

/// <summary>The product of two matrices that lie anyhow in memory.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
internal static unsafe class BatchProduct<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>c = a b, with c in rows of any distance.</summary>
    /// <param name="context">The running kernel, for scratch memory.</param>
    /// <param name="a">The first element of the left matrix.</param>
    /// <param name="left">How it lies.</param>
    /// <param name="b">The first element of the right matrix.</param>
    /// <param name="right">How it lies.</param>
    /// <param name="c">The first element of the result.</param>
    /// <param name="cStride">From one row of the result to the next.</param>
    public static void Run(KernelContext context, T* a, MatrixLayout left, T* b, MatrixLayout right, T* c, int cStride)
    {
        Value? leftCopy = left.ColumnStride == 1 || left.Columns == 1 ? null : Copy(context, ref a, ref left);
        Value? rightCopy = right.ColumnStride == 1 || right.Columns == 1 ? null : Copy(context, ref b, ref right);
        if (typeof(T) == typeof(float))
            StridedProduct.Run(left.Rows, left.Columns, right.Columns, (float*)a, left.RowStride, (float*)b, right.RowStride, (float*)c, cStride);
        else
            Plain(left.Rows, left.Columns, right.Columns, a, left.RowStride, b, right.RowStride, c, cStride);
        if (leftCopy is not null)
            context.Call.Return(leftCopy);
        if (rightCopy is not null)
            context.Call.Return(rightCopy);
    }

    private static Value Copy(KernelContext context, ref T* source, ref MatrixLayout layout)
    {
        Value copy = context.Rent();
        copy.Allocate(DataType.Uint8, [(long)layout.Rows * layout.Columns * sizeof(T)], context.Call.Pool);
        T* target = (T*)copy.Data;
        for (int i = 0; i < layout.Rows; i++)
        {
            T* from = source + ((nint)i * layout.RowStride);
            for (int j = 0; j < layout.Columns; j++)
                *target++ = from[(nint)j * layout.ColumnStride];
        }
        source = (T*)copy.Data;
        layout = new MatrixLayout(layout.Rows, layout.Columns, layout.Columns, 1);
        return copy;
    }

    private static void Plain(int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
    {
        for (int i = 0; i < rows; i++)
        {
            T* row = c + (i * cStride);
            new Span<T>(row, columns).Clear();
            for (int k = 0; k < depth; k++)
            {
                T x = a[(i * aStride) + k];
                T* other = b + (k * bStride);
                for (int j = 0; j < columns; j++)
                    row[j] = unchecked(row[j] + (x * other[j]));
            }
        }
    }
}
