using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>The loops of a reduction along runs of memory.</summary>
internal static class ReductionLoops<T, TReduction>
    where T : unmanaged
    where TReduction : IReduction<T>
{
    // Longer runs are split first: sums of sums lose fewer digits than one long sum.
    private const int Block = 2048;

    // Wider rows are read one after the other: their memory is far apart.
    private const int LongestColumns = 256;

    // Accumulators in registers.
    private const int Registers = 4;

    /// <summary>All elements of a run together.</summary>
    /// <remarks>
    /// An element's place in the run alone decides what it is combined with, counted from the start: so a row that is filled up
    /// to the width of its neighbours, by zeros in a sum, comes to the same bits as without them.
    /// </remarks>
    public static T Total(ReadOnlySpan<T> values)
    {
        if (values.Length > Block)
        {
            int half = Block;
            while (half * 2L < values.Length)
                half *= 2;
            return TReduction.Combine(Total(values[..half]), Total(values[half..]));
        }
        // Up to one register, each element has a lane of its own, and the lanes are taken together one after the other at the end: the same in fewer steps.
        if (!TReduction.Vectorizes || !Vector256.IsHardwareAccelerated || values.Length <= Vector256<T>.Count)
        {
            T total = TReduction.Identity;
            foreach (T value in values)
                total = TReduction.Combine(total, TReduction.Prepare(value));
            return total;
        }
        ref T from = ref MemoryMarshal.GetReference(values);
        int lanes = Vector256<T>.Count, i = 0;
        Vector256<T> a = Vector256.Create(TReduction.Identity), b = a, c = a, d = a;
        for (; i <= values.Length - (Registers * lanes); i += Registers * lanes)
        {
            a = TReduction.Combine(a, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i)));
            b = TReduction.Combine(b, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + lanes))));
            c = TReduction.Combine(c, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + (2 * lanes)))));
            d = TReduction.Combine(d, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + (3 * lanes)))));
        }
        // The rest goes on where the rounds left off: each register and each lane as if the run were longer.
        int rest = values.Length - i;
        if (rest >= lanes)
            a = TReduction.Combine(a, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)i)));
        if (rest >= 2 * lanes)
            b = TReduction.Combine(b, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + lanes))));
        if (rest >= 3 * lanes)
            c = TReduction.Combine(c, TReduction.Prepare(Vector256.LoadUnsafe(ref from, (nuint)(i + (2 * lanes)))));
        int whole = rest / lanes;
        if (rest % lanes > 0)
        {
            // The identity changes nothing in the lanes that the run does not reach.
            Span<T> spare = stackalloc T[Vector256<T>.Count];
            spare.Fill(TReduction.Identity);
            values[(i + (whole * lanes))..].CopyTo(spare);
            Vector256<T> last = TReduction.Prepare(Vector256.Create<T>(spare));
            if (whole == 0)
                a = TReduction.Combine(a, last);
            else if (whole == 1)
                b = TReduction.Combine(b, last);
            else if (whole == 2)
                c = TReduction.Combine(c, last);
            else
                d = TReduction.Combine(d, last);
        }
        a = TReduction.Combine(TReduction.Combine(a, b), TReduction.Combine(c, d));
        T sum = TReduction.Identity;
        for (int lane = 0; lane < lanes; lane++)
            sum = TReduction.Combine(sum, a.GetElement(lane));
        return sum;
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
