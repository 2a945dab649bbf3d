using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>The innermost loops of the matrix product, written out so that every accumulator stays in a register.</summary>
internal static unsafe class ProductTiles<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    /// <summary>Rows of the large tile: 6 rows by 2 registers leave room for operands in 16 registers, and 12 sums hide the latency.</summary>
    public const int Rows = 6;

    /// <summary>Six rows by two registers.</summary>
    /// <param name="a">The first of six rows.</param>
    /// <param name="aStride">Elements from one row to the next.</param>
    /// <param name="b">A panel, at the first of the columns wanted.</param>
    /// <param name="bias">The bias of these columns.</param>
    /// <param name="depth">What is summed over.</param>
    /// <param name="c">Where the first row's results go; two whole registers a row are written.</param>
    /// <param name="cStride">Elements from one row of results to the next.</param>
    /// <param name="epilogue">What happens to the results.</param>
    public static void SixRows(float* a, int aStride, float* b, float* bias, int depth, float* c, int cStride, Epilogue epilogue)
    {
        TSimd b0 = TSimd.Load(bias);
        TSimd b1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd c00 = b0, c01 = b1;
        TSimd c10 = b0, c11 = b1;
        TSimd c20 = b0, c21 = b1;
        TSimd c30 = b0, c31 = b1;
        TSimd c40 = b0, c41 = b1;
        TSimd c50 = b0, c51 = b1;
        float* a1 = a + (1 * (nint)aStride);
        float* a2 = a + (2 * (nint)aStride);
        float* a3 = a + (3 * (nint)aStride);
        float* a4 = a + (4 * (nint)aStride);
        float* a5 = a + (5 * (nint)aStride);
        for (int k = 0; k < depth; k++)
        {
            TSimd left = TSimd.Load(b);
            TSimd right = TSimd.Load(b + TSimd.Lanes);
            b += PackedMatrix.PanelWidth;
            TSimd x;
            x = TSimd.Broadcast(a[k]);
            c00 = TSimd.MultiplyAdd(x, left, c00);
            c01 = TSimd.MultiplyAdd(x, right, c01);
            x = TSimd.Broadcast(a1[k]);
            c10 = TSimd.MultiplyAdd(x, left, c10);
            c11 = TSimd.MultiplyAdd(x, right, c11);
            x = TSimd.Broadcast(a2[k]);
            c20 = TSimd.MultiplyAdd(x, left, c20);
            c21 = TSimd.MultiplyAdd(x, right, c21);
            x = TSimd.Broadcast(a3[k]);
            c30 = TSimd.MultiplyAdd(x, left, c30);
            c31 = TSimd.MultiplyAdd(x, right, c31);
            x = TSimd.Broadcast(a4[k]);
            c40 = TSimd.MultiplyAdd(x, left, c40);
            c41 = TSimd.MultiplyAdd(x, right, c41);
            x = TSimd.Broadcast(a5[k]);
            c50 = TSimd.MultiplyAdd(x, left, c50);
            c51 = TSimd.MultiplyAdd(x, right, c51);
        }
        Finish(c00, c01, c + (0 * (nint)cStride), epilogue);
        Finish(c10, c11, c + (1 * (nint)cStride), epilogue);
        Finish(c20, c21, c + (2 * (nint)cStride), epilogue);
        Finish(c30, c31, c + (3 * (nint)cStride), epilogue);
        Finish(c40, c41, c + (4 * (nint)cStride), epilogue);
        Finish(c50, c51, c + (5 * (nint)cStride), epilogue);
    }

    /// <summary>One row by two registers; four sums each, because a single row has nothing else to hide the latency with.</summary>
    /// <inheritdoc cref="SixRows"/>
    public static void OneRow(float* a, float* b, float* bias, int depth, float* c, Epilogue epilogue)
    {
        const int Width = PackedMatrix.PanelWidth;
        TSimd p0 = TSimd.Load(bias), p1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd q0 = TSimd.Zero, q1 = TSimd.Zero, r0 = TSimd.Zero, r1 = TSimd.Zero, s0 = TSimd.Zero, s1 = TSimd.Zero;
        int k = 0;
        for (; k + 4 <= depth; k += 4, b += 4 * Width)
        {
            TSimd x = TSimd.Broadcast(a[k]);
            p0 = TSimd.MultiplyAdd(x, TSimd.Load(b), p0);
            p1 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), p1);
            x = TSimd.Broadcast(a[k + 1]);
            q0 = TSimd.MultiplyAdd(x, TSimd.Load(b + Width), q0);
            q1 = TSimd.MultiplyAdd(x, TSimd.Load(b + Width + TSimd.Lanes), q1);
            x = TSimd.Broadcast(a[k + 2]);
            r0 = TSimd.MultiplyAdd(x, TSimd.Load(b + (2 * Width)), r0);
            r1 = TSimd.MultiplyAdd(x, TSimd.Load(b + (2 * Width) + TSimd.Lanes), r1);
            x = TSimd.Broadcast(a[k + 3]);
            s0 = TSimd.MultiplyAdd(x, TSimd.Load(b + (3 * Width)), s0);
            s1 = TSimd.MultiplyAdd(x, TSimd.Load(b + (3 * Width) + TSimd.Lanes), s1);
        }
        for (; k < depth; k++, b += Width)
        {
            TSimd x = TSimd.Broadcast(a[k]);
            p0 = TSimd.MultiplyAdd(x, TSimd.Load(b), p0);
            p1 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), p1);
        }
        Finish(
            TSimd.Add(TSimd.Add(p0, q0), TSimd.Add(r0, s0)), TSimd.Add(TSimd.Add(p1, q1), TSimd.Add(r1, s1)), c, epilogue);
    }

    // No call may follow the loops: a value that lives across one would be written to memory at every step of the loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TSimd left, TSimd right, float* c, Epilogue epilogue)
    {
        if (epilogue == Epilogue.Relu)
        {
            left = TSimd.Relu(left);
            right = TSimd.Relu(right);
        }
        TSimd.Store(left, c);
        TSimd.Store(right, c + TSimd.Lanes);
    }
}
