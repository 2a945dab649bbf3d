using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>Mean of rows of binary32, and the mean of the squared differences from it.</summary>
internal static unsafe class RowMoments
{
    /// <summary>Computes every row on registers that the row fills.</summary>
    /// <param name="source">The rows, one behind the other.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="means">Receives one mean a row.</param>
    /// <param name="variances">Receives one variance a row.</param>
    public static void Run(float* source, int rows, int columns, float* means, float* variances)
    {
        if (Vector512.IsHardwareAccelerated && columns >= 16)
            Run<Simd512>(source, rows, columns, means, variances);
        else if (Vector256.IsHardwareAccelerated && columns >= 8)
            Run<Simd256>(source, rows, columns, means, variances);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(source, rows, columns, means, variances);
        else
            Run<SimdScalar>(source, rows, columns, means, variances);
    }

    /// <summary>The same on registers of one width.</summary>
    public static void Run<TSimd>(float* source, int rows, int columns, float* means, float* variances)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        int whole = columns / TSimd.Lanes * TSimd.Lanes;
        for (int row = 0; row < rows; row++, source += columns)
        {
            TSimd sums = TSimd.Zero;
            for (int i = 0; i < whole; i += TSimd.Lanes)
                sums = TSimd.Add(sums, TSimd.Load(source + i));
            float sum = TSimd.Sum(sums);
            for (int i = whole; i < columns; i++)
                sum += source[i];
            float mean = sum / columns;
            TSimd shift = TSimd.Broadcast(mean), squares = TSimd.Zero;
            for (int i = 0; i < whole; i += TSimd.Lanes)
            {
                TSimd difference = TSimd.Subtract(TSimd.Load(source + i), shift);
                squares = TSimd.MultiplyAdd(difference, difference, squares);
            }
            float square = TSimd.Sum(squares);
            for (int i = whole; i < columns; i++)
                square += (source[i] - mean) * (source[i] - mean);
            means[row] = mean;
            variances[row] = square / columns;
        }
    }

    /// <summary>The same along columns: each mean is that of elements that lie a row apart.</summary>
    /// <param name="source">One block: rows to be taken together, one behind the other.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="means">Receives one mean a column.</param>
    /// <param name="variances">Receives one variance a column.</param>
    public static void Columns(float* source, int rows, int columns, float* means, float* variances)
    {
        new Span<float>(means, columns).Clear();
        new Span<float>(variances, columns).Clear();
        float* end = source + ((nint)rows * columns);
        for (float* row = source; row < end; row += columns)
        {
            for (int i = 0; i < columns; i++)
                means[i] += row[i];
        }
        for (int i = 0; i < columns; i++)
            means[i] /= rows;
        for (float* row = source; row < end; row += columns)
        {
            for (int i = 0; i < columns; i++)
                variances[i] += (row[i] - means[i]) * (row[i] - means[i]);
        }
        for (int i = 0; i < columns; i++)
            variances[i] /= rows;
    }
}
