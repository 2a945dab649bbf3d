using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>The innermost loops of the matrix product, written out so that every accumulator stays in a register.</summary>
/// <remarks>
/// Every tile, and <see cref="ProductRow{TSimd}"/>, starts a sum with the bias and adds its terms one after the other in the order of the depth, so an
/// element has the same bits whichever tile computes it. Which tile does depends on the number of rows; an answer must not.
/// </remarks>
internal static unsafe class ProductTiles<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    /// <summary>Rows of the wide tile: 6 rows by 2 registers leave room for operands in 16 registers, and 12 sums hide the latency.</summary>
    public const int WideRows = 6;

    /// <summary>Rows of the short tile.</summary>
    public const int ShortRows = 4;

    /// <summary>Rows of the narrow tile: 8 sums, as many as are needed to hide the latency.</summary>
    public const int NarrowRows = 8;

    /// <summary>Six rows by two registers.</summary>
    /// <param name="a">The left matrix.</param>
    /// <param name="rows">Where each row of the tile starts, in elements from <paramref name="a"/>.</param>
    /// <param name="shape">What is summed over.</param>
    /// <param name="b">The right matrix, at the first of the columns wanted.</param>
    /// <param name="bStride">Elements from one row of the right matrix to the next.</param>
    /// <param name="bias">The bias of these columns.</param>
    /// <param name="c">Where the first row's results go; whole registers are written.</param>
    /// <param name="cStride">Elements from one row of results to the next.</param>
    /// <param name="epilogue">What happens to the results.</param>
    public static void Wide(
        float* a, nint* rows, TileDepth shape, float* b, nint bStride, float* bias, float* c, nint cStride, Epilogue epilogue)
    {
        TSimd b0 = TSimd.Load(bias);
        TSimd b1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd c00 = b0, c01 = b1;
        TSimd c10 = b0, c11 = b1;
        TSimd c20 = b0, c21 = b1;
        TSimd c30 = b0, c31 = b1;
        TSimd c40 = b0, c41 = b1;
        TSimd c50 = b0, c51 = b1;
        float* a0 = a + rows[0];
        float* a1 = a + rows[1];
        float* a2 = a + rows[2];
        float* a3 = a + rows[3];
        float* a4 = a + rows[4];
        float* a5 = a + rows[5];
        for (int segment = 0; segment < shape.Segments; segment++)
        {
            for (int k = 0; k < shape.Depth; k++)
            {
                TSimd left = TSimd.Load(b);
                TSimd right = TSimd.Load(b + TSimd.Lanes);
                b += bStride;
                TSimd x;
                x = TSimd.Broadcast(a0[k]);
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
            a0 += shape.SegmentStride;
            a1 += shape.SegmentStride;
            a2 += shape.SegmentStride;
            a3 += shape.SegmentStride;
            a4 += shape.SegmentStride;
            a5 += shape.SegmentStride;
        }
        if (epilogue != Epilogue.None)
        {
            c00 = epilogue.Rectify(c00);
            c01 = epilogue.Rectify(c01);
            c10 = epilogue.Rectify(c10);
            c11 = epilogue.Rectify(c11);
            c20 = epilogue.Rectify(c20);
            c21 = epilogue.Rectify(c21);
            c30 = epilogue.Rectify(c30);
            c31 = epilogue.Rectify(c31);
            c40 = epilogue.Rectify(c40);
            c41 = epilogue.Rectify(c41);
            c50 = epilogue.Rectify(c50);
            c51 = epilogue.Rectify(c51);
        }
        TSimd.Store(c00, c + (0 * cStride));
        TSimd.Store(c01, c + (0 * cStride) + TSimd.Lanes);
        TSimd.Store(c10, c + (1 * cStride));
        TSimd.Store(c11, c + (1 * cStride) + TSimd.Lanes);
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c21, c + (2 * cStride) + TSimd.Lanes);
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c31, c + (3 * cStride) + TSimd.Lanes);
        TSimd.Store(c40, c + (4 * cStride));
        TSimd.Store(c41, c + (4 * cStride) + TSimd.Lanes);
        TSimd.Store(c50, c + (5 * cStride));
        TSimd.Store(c51, c + (5 * cStride) + TSimd.Lanes);
    }

    /// <summary>Eight rows by one register.</summary>
    /// <param name="a">The left matrix.</param>
    /// <param name="rows">Where each row of the tile starts, in elements from <paramref name="a"/>.</param>
    /// <param name="shape">What is summed over.</param>
    /// <param name="b">The right matrix, at the first of the columns wanted.</param>
    /// <param name="bStride">Elements from one row of the right matrix to the next.</param>
    /// <param name="bias">The bias of these columns.</param>
    /// <param name="c">Where the first row's results go; whole registers are written.</param>
    /// <param name="cStride">Elements from one row of results to the next.</param>
    /// <param name="epilogue">What happens to the results.</param>
    public static void Narrow(
        float* a, nint* rows, TileDepth shape, float* b, nint bStride, float* bias, float* c, nint cStride, Epilogue epilogue)
    {
        TSimd b0 = TSimd.Load(bias);
        TSimd c00 = b0;
        TSimd c10 = b0;
        TSimd c20 = b0;
        TSimd c30 = b0;
        TSimd c40 = b0;
        TSimd c50 = b0;
        TSimd c60 = b0;
        TSimd c70 = b0;
        float* a0 = a + rows[0];
        float* a1 = a + rows[1];
        float* a2 = a + rows[2];
        float* a3 = a + rows[3];
        float* a4 = a + rows[4];
        float* a5 = a + rows[5];
        float* a6 = a + rows[6];
        float* a7 = a + rows[7];
        for (int segment = 0; segment < shape.Segments; segment++)
        {
            for (int k = 0; k < shape.Depth; k++)
            {
                TSimd left = TSimd.Load(b);
                b += bStride;
                c00 = TSimd.MultiplyAdd(TSimd.Broadcast(a0[k]), left, c00);
                c10 = TSimd.MultiplyAdd(TSimd.Broadcast(a1[k]), left, c10);
                c20 = TSimd.MultiplyAdd(TSimd.Broadcast(a2[k]), left, c20);
                c30 = TSimd.MultiplyAdd(TSimd.Broadcast(a3[k]), left, c30);
                c40 = TSimd.MultiplyAdd(TSimd.Broadcast(a4[k]), left, c40);
                c50 = TSimd.MultiplyAdd(TSimd.Broadcast(a5[k]), left, c50);
                c60 = TSimd.MultiplyAdd(TSimd.Broadcast(a6[k]), left, c60);
                c70 = TSimd.MultiplyAdd(TSimd.Broadcast(a7[k]), left, c70);
            }
            a0 += shape.SegmentStride;
            a1 += shape.SegmentStride;
            a2 += shape.SegmentStride;
            a3 += shape.SegmentStride;
            a4 += shape.SegmentStride;
            a5 += shape.SegmentStride;
            a6 += shape.SegmentStride;
            a7 += shape.SegmentStride;
        }
        if (epilogue != Epilogue.None)
        {
            c00 = epilogue.Rectify(c00);
            c10 = epilogue.Rectify(c10);
            c20 = epilogue.Rectify(c20);
            c30 = epilogue.Rectify(c30);
            c40 = epilogue.Rectify(c40);
            c50 = epilogue.Rectify(c50);
            c60 = epilogue.Rectify(c60);
            c70 = epilogue.Rectify(c70);
        }
        TSimd.Store(c00, c + (0 * cStride));
        TSimd.Store(c10, c + (1 * cStride));
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c40, c + (4 * cStride));
        TSimd.Store(c50, c + (5 * cStride));
        TSimd.Store(c60, c + (6 * cStride));
        TSimd.Store(c70, c + (7 * cStride));
    }

    /// <summary>Four rows by two registers, for what the other tiles leave over: 8 sums hide the latency, and nothing is computed in vain.</summary>
    /// <inheritdoc cref="Wide"/>
    public static void Short(
        float* a, nint* rows, TileDepth shape, float* b, nint bStride, float* bias, float* c, nint cStride, Epilogue epilogue)
    {
        TSimd b0 = TSimd.Load(bias);
        TSimd b1 = TSimd.Load(bias + TSimd.Lanes);
        TSimd c00 = b0, c01 = b1;
        TSimd c10 = b0, c11 = b1;
        TSimd c20 = b0, c21 = b1;
        TSimd c30 = b0, c31 = b1;
        float* a0 = a + rows[0];
        float* a1 = a + rows[1];
        float* a2 = a + rows[2];
        float* a3 = a + rows[3];
        for (int segment = 0; segment < shape.Segments; segment++)
        {
            for (int k = 0; k < shape.Depth; k++)
            {
                TSimd left = TSimd.Load(b);
                TSimd right = TSimd.Load(b + TSimd.Lanes);
                b += bStride;
                TSimd x;
                x = TSimd.Broadcast(a0[k]);
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
            }
            a0 += shape.SegmentStride;
            a1 += shape.SegmentStride;
            a2 += shape.SegmentStride;
            a3 += shape.SegmentStride;
        }
        if (epilogue != Epilogue.None)
        {
            c00 = epilogue.Rectify(c00);
            c01 = epilogue.Rectify(c01);
            c10 = epilogue.Rectify(c10);
            c11 = epilogue.Rectify(c11);
            c20 = epilogue.Rectify(c20);
            c21 = epilogue.Rectify(c21);
            c30 = epilogue.Rectify(c30);
            c31 = epilogue.Rectify(c31);
        }
        TSimd.Store(c00, c + (0 * cStride));
        TSimd.Store(c01, c + (0 * cStride) + TSimd.Lanes);
        TSimd.Store(c10, c + (1 * cStride));
        TSimd.Store(c11, c + (1 * cStride) + TSimd.Lanes);
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c21, c + (2 * cStride) + TSimd.Lanes);
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c31, c + (3 * cStride) + TSimd.Lanes);
    }

    /// <summary>The product of a row and a single column that lies in order.</summary>
    public static float Dot(float* a, float* b, int depth)
    {
        TSimd p = TSimd.Zero, q = TSimd.Zero;
        int k = 0;
        for (; k + (2 * TSimd.Lanes) <= depth; k += 2 * TSimd.Lanes)
        {
            p = TSimd.MultiplyAdd(TSimd.Load(a + k), TSimd.Load(b + k), p);
            q = TSimd.MultiplyAdd(TSimd.Load(a + k + TSimd.Lanes), TSimd.Load(b + k + TSimd.Lanes), q);
        }
        for (; k + TSimd.Lanes <= depth; k += TSimd.Lanes)
            p = TSimd.MultiplyAdd(TSimd.Load(a + k), TSimd.Load(b + k), p);
        float sum = TSimd.Sum(TSimd.Add(p, q));
        for (; k < depth; k++)
            sum = float.MultiplyAddEstimate(a[k], b[k], sum);
        return sum;
    }
}
