using System.Runtime.CompilerServices;
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
            Widest<Simd512>(source, target, rows, columns, logarithm);
        else if (Vector256.IsHardwareAccelerated && columns > 4)
            Widest<Simd256>(source, target, rows, columns, logarithm);
        else if (Vector128.IsHardwareAccelerated)
            Widest<Simd128>(source, target, rows, columns, logarithm);
        else
            Run<SimdScalar>(source, target, rows, columns, logarithm);
    }

    private static void Widest<TSimd>(float* source, float* target, int rows, int columns, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        if (columns <= TSimd.Lanes && columns > TSimd.Lanes / 2)
            OneRegister<TSimd>(source, target, rows, columns, logarithm);
        else
            Run<TSimd>(source, target, rows, columns, logarithm);
    }

    /// <summary>Rows of more than half a register and at most one.</summary>
    /// <inheritdoc cref="Run(float*, float*, int, int, bool)"/>
    public static void OneRegister<TSimd>(float* source, float* target, int rows, int columns, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        float* spare = stackalloc float[TSimd.Lanes];
        for (int i = 0; i < TSimd.Lanes; i++)
            spare[i] = i;
        TSimd index = TSimd.Load(spare), end = TSimd.Broadcast(columns), nothing = TSimd.Broadcast(float.NegativeInfinity);
        // A register reaches into the next row: that row is read before this one is written, and written after it. The last row has no next one.
        int last = rows - 1;
        new ReadOnlySpan<float>(source + ((nint)last * columns), columns).CopyTo(new Span<float>(spare, columns));
        TSimd next = last > 0 ? TSimd.Load(source) : nothing;
        for (int row = 0; row < last; row++)
        {
            TSimd values = TSimd.IfLess(index, end, next, nothing);
            if (row + 1 < last)
                next = TSimd.Load(source + ((nint)(row + 1) * columns));
            TSimd.Store(Softmax(values, logarithm), target + ((nint)row * columns));
        }
        TSimd.Store(Softmax(TSimd.IfLess(index, end, TSimd.Load(spare), nothing), logarithm), spare);
        new ReadOnlySpan<float>(spare, columns).CopyTo(new Span<float>(target + ((nint)(rows - 1) * columns), columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Softmax<TSimd>(TSimd values, bool logarithm)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        TSimd shifted = TSimd.Subtract(values, TSimd.Broadcast(TSimd.Largest(values)));
        TSimd power = FloatFunctions<TSimd>.Exp(shifted);
        float sum = TSimd.Sum(power);
        return logarithm ? TSimd.Subtract(shifted, TSimd.Broadcast(MathF.Log(sum))) : TSimd.Multiply(power, TSimd.Broadcast(1 / sum));
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
            if (rest > 0)
            {
                // What is not there adds nothing to its lane, as masked elements of a row that is filled up do: both have the same sum.
                for (int i = 0; i < TSimd.Lanes; i++)
                    spare[i] = i < rest ? source[whole + i] - largest : float.NegativeInfinity;
                if (logarithm)
                    new ReadOnlySpan<float>(spare, rest).CopyTo(new Span<float>(target + whole, rest));
                TSimd power = FloatFunctions<TSimd>.Exp(TSimd.Load(spare));
                sums = TSimd.Add(sums, power);
                TSimd.Store(power, spare);
                for (int i = 0; !logarithm && i < rest; i++)
                    target[whole + i] = spare[i];
            }
            Finish<TSimd>(target, columns, whole, TSimd.Sum(sums), logarithm);
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
