using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>
/// The product of one row. It may not split its sums to hide their latency, since those of many rows are not split (see <see cref="ProductTiles{TSimd}"/>):
/// more columns at once do that.
/// </summary>
internal static unsafe class ProductRow<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    private const int MostPairs = 4;

    /// <summary>Multiplies one row by all columns.</summary>
    /// <param name="a">The row.</param>
    /// <param name="b">The right matrix with its bias.</param>
    /// <param name="c">The result.</param>
    /// <param name="epilogue">What happens to each element before it is stored.</param>
    /// <param name="hasSlack">Whether two registers of memory behind the result may be overwritten.</param>
    [SkipLocalsInit] // What is copied from the spare registers was written there.
    public static void Run(float* a, PackedMatrix b, float* c, Epilogue epilogue, bool hasSlack)
    {
        int pair = 2 * TSimd.Lanes, pairs = (b.Columns + pair - 1) / pair;
        float* spare = stackalloc float[MostPairs * PackedMatrix.PanelWidth];
        for (int first = 0; first < pairs; first += MostPairs)
        {
            int left = pairs - first, taken = left >= MostPairs - 1 ? MostPairs : left, column = first * pair, columns = b.Columns - column;
            float* start = At(b, first), bias = b.Bias + column;
            bool direct = columns >= taken * pair || (hasSlack && taken == left);
            float* target = direct ? c + column : spare;
            if (taken == MostPairs)
                Eight(a, b.Depth, start, At(b, first + 1), At(b, first + 2), At(b, Math.Min(first + 3, pairs - 1)), bias, target, epilogue);
            else if (taken == 2)
                Four(a, b.Depth, start, At(b, first + 1), bias, target, epilogue);
            else
                Two(a, b.Depth, start, bias, target, epilogue);
            for (int i = 0; !direct && i < columns; i++)
                c[column + i] = spare[i];
        }
    }

    private static float* At(PackedMatrix b, int pair)
    {
        int column = pair * 2 * TSimd.Lanes;
        return b.Panel(column / PackedMatrix.PanelWidth) + (column % PackedMatrix.PanelWidth);
    }

    private static void Eight(float* a, int depth, float* b0, float* b1, float* b2, float* b3, float* bias, float* c, Epilogue epilogue)
    {
        TSimd c0 = TSimd.Load(bias), c1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd c2 = TSimd.Load(bias + (2 * TSimd.Lanes)), c3 = TSimd.Load(bias + (3 * TSimd.Lanes));
        TSimd c4 = TSimd.Load(bias + (4 * TSimd.Lanes)), c5 = TSimd.Load(bias + (5 * TSimd.Lanes));
        TSimd c6 = TSimd.Load(bias + (6 * TSimd.Lanes)), c7 = TSimd.Load(bias + (7 * TSimd.Lanes));
        nint at = 0;
        for (int k = 0; k < depth; k++, at += PackedMatrix.PanelWidth)
        {
            TSimd x = TSimd.Broadcast(a[k]);
            c0 = TSimd.MultiplyAdd(x, TSimd.Load(b0 + at), c0);
            c1 = TSimd.MultiplyAdd(x, TSimd.Load(b0 + at + TSimd.Lanes), c1);
            c2 = TSimd.MultiplyAdd(x, TSimd.Load(b1 + at), c2);
            c3 = TSimd.MultiplyAdd(x, TSimd.Load(b1 + at + TSimd.Lanes), c3);
            c4 = TSimd.MultiplyAdd(x, TSimd.Load(b2 + at), c4);
            c5 = TSimd.MultiplyAdd(x, TSimd.Load(b2 + at + TSimd.Lanes), c5);
            c6 = TSimd.MultiplyAdd(x, TSimd.Load(b3 + at), c6);
            c7 = TSimd.MultiplyAdd(x, TSimd.Load(b3 + at + TSimd.Lanes), c7);
        }
        Finish(c0, c, epilogue);
        Finish(c1, c + TSimd.Lanes, epilogue);
        Finish(c2, c + (2 * TSimd.Lanes), epilogue);
        Finish(c3, c + (3 * TSimd.Lanes), epilogue);
        Finish(c4, c + (4 * TSimd.Lanes), epilogue);
        Finish(c5, c + (5 * TSimd.Lanes), epilogue);
        Finish(c6, c + (6 * TSimd.Lanes), epilogue);
        Finish(c7, c + (7 * TSimd.Lanes), epilogue);
    }

    private static void Four(float* a, int depth, float* b0, float* b1, float* bias, float* c, Epilogue epilogue)
    {
        TSimd c0 = TSimd.Load(bias), c1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd c2 = TSimd.Load(bias + (2 * TSimd.Lanes)), c3 = TSimd.Load(bias + (3 * TSimd.Lanes));
        nint at = 0;
        for (int k = 0; k < depth; k++, at += PackedMatrix.PanelWidth)
        {
            TSimd x = TSimd.Broadcast(a[k]);
            c0 = TSimd.MultiplyAdd(x, TSimd.Load(b0 + at), c0);
            c1 = TSimd.MultiplyAdd(x, TSimd.Load(b0 + at + TSimd.Lanes), c1);
            c2 = TSimd.MultiplyAdd(x, TSimd.Load(b1 + at), c2);
            c3 = TSimd.MultiplyAdd(x, TSimd.Load(b1 + at + TSimd.Lanes), c3);
        }
        Finish(c0, c, epilogue);
        Finish(c1, c + TSimd.Lanes, epilogue);
        Finish(c2, c + (2 * TSimd.Lanes), epilogue);
        Finish(c3, c + (3 * TSimd.Lanes), epilogue);
    }

    private static void Two(float* a, int depth, float* b, float* bias, float* c, Epilogue epilogue)
    {
        TSimd c0 = TSimd.Load(bias), c1 = TSimd.Load(bias + TSimd.Lanes);
        for (int k = 0; k < depth; k++, b += PackedMatrix.PanelWidth)
        {
            TSimd x = TSimd.Broadcast(a[k]);
            c0 = TSimd.MultiplyAdd(x, TSimd.Load(b), c0);
            c1 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), c1);
        }
        Finish(c0, c, epilogue);
        Finish(c1, c + TSimd.Lanes, epilogue);
    }

    // No call may follow the loops: a value that lives across one would be written to memory at every step of the loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TSimd value, float* c, Epilogue epilogue) =>
        TSimd.Store(epilogue.Apply(value), c);
}
