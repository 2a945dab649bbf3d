using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>The loops of a reduction along runs of memory.</summary>
internal static class ReductionLoops<T, TReduction>
    where T : unmanaged
    where TReduction : IReduction<T>
{
    // Longer runs are halved first: sums of sums lose fewer digits than one long sum.
    private const int Block = 2048;

    // Wider rows are read one after the other: their memory is far apart.
    private const int LongestColumns = 256;

    /// <summary>All elements of a run together.</summary>
    public static T Total(ReadOnlySpan<T> values)
    {
        if (values.Length > Block)
        {
            int half = values.Length / 2 / 32 * 32;
            return TReduction.Combine(Total(values[..half]), Total(values[half..]));
        }
        T total = TReduction.Identity;
        int i = 0;
        if (TReduction.Vectorizes && Vector256.IsHardwareAccelerated && values.Length >= Vector256<T>.Count)
        {
            ref T from = ref MemoryMarshal.GetReference(values);
            int lanes = Vector256<T>.Count;
            Vector256<T> a = Vector256.Create(TReduction.Identity), b = a, c = a, d = a;
            for (; i <= values.Length - (4 * lanes); i += 4 * lanes)
            {
                a = TReduction.Combine(a, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i)));
                b = TReduction.Combine(b, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + lanes))));
                c = TReduction.Combine(c, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + (2 * lanes)))));
                d = TReduction.Combine(d, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + (3 * lanes)))));
            }
            for (; i <= values.Length - lanes; i += lanes)
                a = TReduction.Combine(a, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i)));
            a = TReduction.Combine(TReduction.Combine(a, b), TReduction.Combine(c, d));
            for (int lane = 0; lane < lanes; lane++)
                total = TReduction.Combine(total, a.GetElement(lane));
        }
        for (; i < values.Length; i++)
            total = TReduction.Combine(total, TReduction.Prepare(values[i]));
        return total;
    }

    /// <summary>totals[i] = combine(totals[i], all of values[i], values[i + n], ...) where n is the number of totals.</summary>
    public static void AccumulateRows(ReadOnlySpan<T> values, Span<T> totals)
    {
        int columns = totals.Length, done = 0;
        if (TReduction.Vectorizes && Vector256.IsHardwareAccelerated && columns <= LongestColumns)
        {
            // Totals stay in a register all the way down.
            ref T from = ref MemoryMarshal.GetReference(values);
            ref T to = ref MemoryMarshal.GetReference(totals);
            for (; done <= columns - Vector256<T>.Count; done += Vector256<T>.Count)
            {
                Vector256<T> total = Vector256.LoadUnsafe(ref to, (nuint)done);
                for (int i = done; i < values.Length; i += columns)
                    total = TReduction.Combine(total, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i)));
                total.StoreUnsafe(ref to, (nuint)done);
            }
        }
        for (int i = 0; done < columns && i < values.Length; i += columns)
            Accumulate(values.Slice(i + done, columns - done), totals[done..]);
    }

    /// <summary>totals[i] = combine(totals[i], values[i]).</summary>
    private static void Accumulate(ReadOnlySpan<T> values, Span<T> totals)
    {
        int i = 0;
        if (TReduction.Vectorizes && Vector256.IsHardwareAccelerated)
        {
            ref T from = ref MemoryMarshal.GetReference(values);
            ref T to = ref MemoryMarshal.GetReference(totals);
            for (; i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                Vector256<T> value = TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i));
                TReduction.Combine(Vector256.LoadUnsafe(ref to, (nuint)i), value).StoreUnsafe(ref to, (nuint)i);
            }
        }
        for (; i < values.Length; i++)
            totals[i] = TReduction.Combine(totals[i], TReduction.Prepare(values[i]));
    }
}
