using System.Numerics;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>Products of matrices of any number type that are known only when they are multiplied.</summary>
internal static unsafe class ElementProduct
{
    /// <summary>C = A * B.</summary>
    /// <inheritdoc cref="StridedProduct.Run"/>
    public static void Run<T>(int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
        {
            StridedProduct.Run(rows, depth, columns, (float*)a, aStride, (float*)b, bStride, (float*)c, cStride);
            return;
        }
        for (int i = 0; i < rows; i++, a += aStride, c += cStride)
        {
            new Span<T>(c, columns).Clear();
            for (int k = 0; k < depth; k++)
                AddScaled(a[k], b + (k * bStride), c, columns);
        }
    }

    private static void AddScaled<T>(T factor, T* row, T* sum, int count)
        where T : unmanaged, INumberBase<T>
    {
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            var factors = new Vector<T>(factor);
            for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
                Vector.Store(Vector.Load(sum + i) + (factors * Vector.Load(row + i)), sum + i);
        }
        for (; i < count; i++)
            sum[i] += factor * row[i];
    }
}
