using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;

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
    /// <summary>Elements of scratch memory that a product needs: operands whose rows do not lie in order are copied there.</summary>
    public static int ScratchSize(MatrixLayout left, MatrixLayout right) =>
        checked((IsInOrder(left) ? 0 : left.Rows * left.Columns) + (IsInOrder(right) ? 0 : right.Rows * right.Columns));

    /// <summary>c = a b, with c in rows of any distance.</summary>
    /// <param name="a">The first element of the left matrix.</param>
    /// <param name="left">How it lies.</param>
    /// <param name="b">The first element of the right matrix.</param>
    /// <param name="right">How it lies.</param>
    /// <param name="c">The first element of the result.</param>
    /// <param name="cStride">From one row of the result to the next.</param>
    /// <param name="scratch">As many elements as <see cref="ScratchSize"/> says.</param>
    public static void Run(T* a, MatrixLayout left, T* b, MatrixLayout right, T* c, int cStride, T* scratch)
    {
        if (!IsInOrder(left))
        {
            Copy(ref a, ref left, scratch);
            scratch += left.Rows * left.Columns;
        }
        if (!IsInOrder(right))
            Copy(ref b, ref right, scratch);
        if (typeof(T) == typeof(float))
            StridedProduct.Run(left.Rows, left.Columns, right.Columns, (float*)a, left.RowStride, (float*)b, right.RowStride, (float*)c, cStride);
        else
            Plain(left.Rows, left.Columns, right.Columns, a, left.RowStride, b, right.RowStride, c, cStride);
    }

    private static bool IsInOrder(MatrixLayout layout) => layout.ColumnStride == 1 || layout.Columns == 1;

    private static void Copy(ref T* source, ref MatrixLayout layout, T* target)
    {
        if (sizeof(T) == sizeof(uint) && layout.RowStride == 1)
        {
            Transposition.Run((uint*)source, layout.ColumnStride, layout.Columns, layout.Rows, (uint*)target, layout.Columns);
        }
        else
        {
            T* to = target;
            for (int i = 0; i < layout.Rows; i++)
            {
                T* from = source + ((nint)i * layout.RowStride);
                for (int j = 0; j < layout.Columns; j++)
                    *to++ = from[(nint)j * layout.ColumnStride];
            }
        }
        source = target;
        layout = new MatrixLayout(layout.Rows, layout.Columns, layout.Columns, 1);
    }

    private static void Plain(int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
    {
        for (int i = 0; i < rows && !Numerics.CallWatch.IsOver; i++)
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
