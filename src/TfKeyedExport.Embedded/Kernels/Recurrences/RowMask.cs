using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>Chooses between rows by a truth value for each, without branches.</summary>
internal static unsafe class RowMask<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    /// <summary>
    /// Repeats each truth value along its row, as one or zero. Whole registers are written: each row over what the one before it wrote too far.
    /// </summary>
    /// <param name="values">The truth values.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="to">The result.</param>
    public static void Spread(byte* values, int rows, int width, float* to)
    {
        for (int row = 0; row < rows; row++, to += width)
        {
            TSimd value = values[row] != 0 ? TSimd.Broadcast(1) : TSimd.Zero;
            for (int i = 0; i < width; i += TSimd.Lanes)
                TSimd.Store(value, to + i);
        }
    }

    /// <summary>Takes elements of the one or the other; the result may lie over an operand.</summary>
    /// <param name="mask">One or zero for each element.</param>
    /// <param name="then">What is taken where the mask is one.</param>
    /// <param name="otherwise">What is taken elsewhere.</param>
    /// <param name="to">The result.</param>
    /// <param name="count">Elements; rounded up to whole registers.</param>
    public static void Select(float* mask, float* then, float* otherwise, float* to, int count)
    {
        for (int i = 0; i < count; i += TSimd.Lanes)
            TSimd.Store(TSimd.IfLess(TSimd.Zero, TSimd.Load(mask + i), TSimd.Load(then + i), TSimd.Load(otherwise + i)), to + i);
    }
}
