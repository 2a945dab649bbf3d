using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>
/// Transcendental functions on registers of binary32. The polynomials were fitted for this code (weighted least squares until the relative error
/// is even); the largest errors, measured over dense samples of the whole range, are stated beside each. NaN stays NaN and infinities go to their limits.
/// </summary>
internal static class FloatFunctions<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    // ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e to the power of x; within 2 ULPs, subnormal results within the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Exp(TSimd x)
    {
        x = TSimd.AtMost(C(89), TSimd.AtLeast(C(-104.5f), x));
        TSimd n = TSimd.Round(TSimd.Multiply(x, C(1.44269504f)));
        TSimd r = TSimd.MultiplyAdd(n, C(-Ln2High), x);
        r = TSimd.MultiplyAdd(n, C(-Ln2Low), r);
        TSimd p = C(0.0013814596f);
        p = TSimd.MultiplyAdd(p, r, C(0.0083687175f));
        p = TSimd.MultiplyAdd(p, r, C(0.04166839f));
        p = TSimd.MultiplyAdd(p, r, C(0.16666521f));
        p = TSimd.MultiplyAdd(p, r, C(0.49999994f));
        p = TSimd.Add(TSimd.MultiplyAdd(p, TSimd.Multiply(r, r), r), C(1));
        // Two factors, because the exponent alone may lie outside the normal range.
        TSimd half = TSimd.Round(TSimd.Multiply(n, C(0.5f)));
        return TSimd.Multiply(TSimd.Multiply(p, TSimd.PowerOfTwo(half)), TSimd.PowerOfTwo(TSimd.Subtract(n, half)));
    }

    /// <summary>The natural logarithm; within 2 ULPs; NaN below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Log(TSimd x)
    {
        // Subnormal values are lifted by 2^24 first.
        TSimd tiny = C(1.17549435e-38f);
        TSimd lift = TSimd.IfLess(x, tiny, C(16777216f), C(1));
        TSimd scaled = TSimd.Multiply(x, lift);
        TSimd exponent = TSimd.Subtract(TSimd.Exponent(scaled), TSimd.IfLess(x, tiny, C(24), TSimd.Zero));
        TSimd m = TSimd.Subtract(TSimd.Fraction(scaled), C(1));
        TSimd p = C(0.06746607f);
        p = TSimd.MultiplyAdd(p, m, C(-0.116756365f));
        p = TSimd.MultiplyAdd(p, m, C(0.11888169f));
        p = TSimd.MultiplyAdd(p, m, C(-0.12405592f));
        p = TSimd.MultiplyAdd(p, m, C(0.14219552f));
        p = TSimd.MultiplyAdd(p, m, C(-0.16667996f));
        p = TSimd.MultiplyAdd(p, m, C(0.20002119f));
        p = TSimd.MultiplyAdd(p, m, C(-0.2500001f));
        p = TSimd.MultiplyAdd(p, m, C(0.33333313f));
        TSimd square = TSimd.Multiply(m, m);
        TSimd y = TSimd.Multiply(TSimd.Multiply(square, m), p);
        y = TSimd.MultiplyAdd(exponent, C(Ln2Low), y);
        y = TSimd.MultiplyAdd(square, C(-0.5f), y);
        y = TSimd.MultiplyAdd(exponent, C(Ln2High), TSimd.Add(m, y));
        // Outside the positive finite numbers.
        y = TSimd.IfLess(x, C(float.PositiveInfinity), y, x);
        y = TSimd.IfLess(TSimd.Zero, x, y, TSimd.IfLess(x, TSimd.Zero, C(float.NaN), TSimd.Add(x, C(float.NegativeInfinity))));
        return y;
    }

    /// <summary>The hyperbolic tangent; within 2 ULPs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Tanh(TSimd x)
    {
        TSimd a = TSimd.Abs(x);
        TSimd z = TSimd.Multiply(x, x);
        TSimd p = C(-0.005717041f);
        p = TSimd.MultiplyAdd(p, z, C(0.020650584f));
        p = TSimd.MultiplyAdd(p, z, C(-0.053743497f));
        p = TSimd.MultiplyAdd(p, z, C(0.13331491f));
        p = TSimd.MultiplyAdd(p, z, C(-0.33333284f));
        TSimd small = TSimd.MultiplyAdd(TSimd.Multiply(p, z), x, x);
        TSimd e = Exp(TSimd.Add(a, a));
        TSimd large = TSimd.Subtract(C(1), TSimd.Divide(C(2), TSimd.Add(e, C(1))));
        return TSimd.IfLess(a, C(0.625f), small, TSimd.CopySign(large, x));
    }

    /// <summary>1 / (1 + e^-x); within 3 ULPs, results near zero included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Sigmoid(TSimd x)
    {
        TSimd e = Exp(TSimd.Subtract(TSimd.Zero, TSimd.Abs(x)));
        TSimd numerator = TSimd.IfLess(x, TSimd.Zero, e, C(1));
        return TSimd.Divide(numerator, TSimd.Add(C(1), e));
    }

    /// <summary>The error function; within 3 ULPs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Erf(TSimd x)
    {
        TSimd a = TSimd.Abs(x);
        TSimd large = TSimd.CopySign(TSimd.Subtract(C(1), ErfcFromOne(a)), x);
        return TSimd.IfLess(a, C(1), ErfBelowOne(x), large);
    }

    /// <summary>One minus the error function, without cancellation; within 8 ULPs where it is normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Erfc(TSimd x)
    {
        TSimd a = TSimd.Abs(x);
        TSimd tail = ErfcFromOne(a);
        tail = TSimd.IfLess(x, TSimd.Zero, TSimd.Subtract(C(2), tail), tail);
        return TSimd.IfLess(a, C(1), TSimd.Subtract(C(1), ErfBelowOne(x)), tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd ErfBelowOne(TSimd x)
    {
        TSimd z = TSimd.Multiply(x, x);
        TSimd p = C(7.853858e-05f);
        p = TSimd.MultiplyAdd(p, z, C(-0.00080101925f));
        p = TSimd.MultiplyAdd(p, z, C(0.0051883277f));
        p = TSimd.MultiplyAdd(p, z, C(-0.026853811f));
        p = TSimd.MultiplyAdd(p, z, C(0.112835854f));
        p = TSimd.MultiplyAdd(p, z, C(-0.37612626f));
        p = TSimd.MultiplyAdd(p, z, C(1.1283791f));
        return TSimd.Multiply(p, x);
    }

    // e^(-a²) / (1 + 2a) times a polynomial in (a - 2) / (a + 2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd ErfcFromOne(TSimd a)
    {
        a = TSimd.AtMost(C(10.5f), a);
        TSimd t = TSimd.Divide(TSimd.Subtract(a, C(2)), TSimd.Add(a, C(2)));
        TSimd p = C(-0.0014973594f);
        p = TSimd.MultiplyAdd(p, t, C(0.001085139f));
        p = TSimd.MultiplyAdd(p, t, C(0.008769719f));
        p = TSimd.MultiplyAdd(p, t, C(-0.008010045f));
        p = TSimd.MultiplyAdd(p, t, C(-0.05422663f));
        p = TSimd.MultiplyAdd(p, t, C(0.16405012f));
        p = TSimd.MultiplyAdd(p, t, C(-0.16603014f));
        p = TSimd.MultiplyAdd(p, t, C(-0.09276381f));
        p = TSimd.MultiplyAdd(p, t, C(1.2769784f));
        TSimd square = TSimd.Multiply(a, a);
        // What rounding took from the square counts as much as the square itself: e^-(s + d) = e^-s (1 - d).
        TSimd lost = TSimd.MultiplyAdd(a, a, TSimd.Subtract(TSimd.Zero, square));
        TSimd e = Exp(TSimd.Subtract(TSimd.Zero, square));
        p = TSimd.Divide(p, TSimd.MultiplyAdd(C(2), a, C(1)));
        return TSimd.Multiply(TSimd.Subtract(p, TSimd.Multiply(p, lost)), e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd C(float value) => TSimd.Broadcast(value);
}
