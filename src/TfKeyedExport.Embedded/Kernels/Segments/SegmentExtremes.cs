using System.Numerics;
using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Kernels.Reductions;

namespace TfKeyedExport.Embedded.Kernels.Segments;

/// <summary>The largest or smallest of a segment's rows, column by column, where NaN and infinities are among them too.</summary>
internal static class SegmentExtremes<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>The columns of a register as TensorFlow's library for x64 is compiled.</summary>
    private static int Lanes => 32 / Unsafe.SizeOf<T>();

    /// <summary>Joins a row as the unsorted operations do: beside a NaN, whichever came last is kept.</summary>
    public static void JoinLast(Span<T> target, ReadOnlySpan<T> row, bool largest)
    {
        for (int i = 0; i < row.Length; i++)
            target[i] = (largest ? row[i] < target[i] : target[i] < row[i]) ? target[i] : row[i];
    }

    /// <summary>
    /// Joins a row as the sorted operations do: a segment of one row is that row. Of more rows, TensorFlow joins as many columns as fill registers, and passes
    /// NaN over in them; in the columns that are left over, whichever came last is kept.
    /// </summary>
    /// <param name="target">What the rows before have come to.</param>
    /// <param name="row">The row.</param>
    /// <param name="largest">Whether the largest is wanted.</param>
    /// <param name="before">How many rows of the segment came before.</param>
    public static void JoinSorted(Span<T> target, ReadOnlySpan<T> row, bool largest, int before)
    {
        if (before == 0)
        {
            row.CopyTo(target);
            return;
        }
        int whole = row.Length / Lanes * Lanes;
        for (int i = 0; i < whole; i++)
        {
            if (before == 1 && T.IsNaN(target[i]))
                target[i] = largest ? MaximumReduction<T>.Identity : MinimumReduction<T>.Identity;
            target[i] = (largest ? target[i] < row[i] : row[i] < target[i]) ? row[i] : target[i];
        }
        JoinLast(target[whole..], row[whole..], largest);
    }
}
