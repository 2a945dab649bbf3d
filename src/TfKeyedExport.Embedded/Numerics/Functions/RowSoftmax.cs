using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>Softmax and log-softmax of rows of binary32. A row with a NaN becomes NaN.</summary>
internal static unsafe class RowSoftmax
{
    /// <summary>Computes every row on registers that the row fills.</summary>
    /// <param name="source">The rows, one behind the other.</param>
    /// <param name="target">Where the results go; may be <paramref name="source"/>.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">Elements of a row; at least one.</param>
    /// <param name="logarithm">Whether the logarithm of the softmax is wanted.</param>
    public static void Run(float* source, float* target, int rows, int columns, bool logarithm)
    {
        if (Vector512.IsHardwareAccelerated && columns > 8)
            Run<Simd512>(source, target, rows, columns, logarithm);
        else if (Vector256.IsHardwareAccelerated && columns > 4)
            Run<Simd256>(source, target, rows, columns, logarithm);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(source, target, rows, columns, logarithm);
        else
            Run<SimdScalar>(source, target, rows, columns, logarithm);
    }

    /// <summary>The same on registers of one width.</summary>
    public static void Run<TSimd>(float* source, float* target, int rows, int columns, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        int whole = columns / TSimd.Lanes * TSimd.Lanes, rest = columns - whole;
        float* spare = stackalloc float[TSimd.Lanes];
        for (int row = 0; row < rows; row++, source += columns, target += columns)
        {
            float largest = source[0];
            for (int i = 1; i < columns; i++)
                largest = source[i] > largest || float.IsNaN(source[i]) ? source[i] : largest;
            TSimd shift = TSimd.Broadcast(largest);
            TSimd sums = TSimd.Zero;
            for (int i = 0; i < whole; i += TSimd.Lanes)
            {
                TSimd shifted = TSimd.Subtract(TSimd.Load(source + i), shift);
                TSimd power = FloatFunctions<TSimd>.Exp(shifted);
                sums = TSimd.Add(sums, power);
                TSimd.Store(logarithm ? shifted : power, target + i);
            }
            float sum = TSimd.Sum(sums);
            if (rest > 0)
            {
                for (int i = 0; i < rest; i++)
                    spare[i] = source[whole + i] - largest;
                if (logarithm)
                    new ReadOnlySpan<float>(spare, rest).CopyTo(new Span<float>(target + whole, rest));
                TSimd.Store(FloatFunctions<TSimd>.Exp(TSimd.Load(spare)), spare);
                for (int i = 0; i < rest; i++)
                {
                    sum += spare[i];
                    if (!logarithm)
                        target[whole + i] = spare[i];
                }
            }
            Finish<TSimd>(target, columns, whole, sum, logarithm);
        }
    }

    private static void Finish<TSimd>(float* target, int columns, int whole, float sum, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        float last = logarithm ? MathF.Log(sum) : 1 / sum;
        TSimd operand = TSimd.Broadcast(last);
        for (int i = 0; i < whole; i += TSimd.Lanes)
        {
            TSimd value = TSimd.Load(target + i);
            TSimd.Store(logarithm ? TSimd.Subtract(value, operand) : TSimd.Multiply(value, operand), target + i);
        }
        for (int i = whole; i < columns; i++)
            target[i] = logarithm ? target[i] - last : target[i] * last;
    }
}
