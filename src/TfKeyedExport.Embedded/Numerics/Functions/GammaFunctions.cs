namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>The logarithm of the gamma function, and its derivative, of binary64. Accurate near the zeros at one and two as well.</summary>
internal static class GammaFunctions
{
    private const double OneLessEuler = 0.42278433509846713939;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // Beyond this the asymptotic series are accurate to the last place.
    private const double Large = 13;

    // zeta(k) - 1 from k = 2 on: the coefficients of the series around two.
    private static readonly double[] ZetaLessOne = [.. Enumerable.Range(2, 54).Select(k => ZetaWithoutOne(k))];

    /// <summary>The logarithm of the gamma function's magnitude; infinite at zero and the negative whole numbers.</summary>
    public static double Lgamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
            return double.PositiveInfinity;
        if (x < 0)
            return Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - Lgamma(1 - x);
        if (x < 0.5)
            return LgammaAroundTwo(x) - Math.Log(1 + x) - Math.Log(x);
        if (x < 1.5)
            return LgammaAroundTwo(x - 1) - Math.Log(x);
        if (x < Large)
        {
            // Shifted down to where the series converges; the parts are positive, so nothing cancels.
            double product = 1;
            while (x >= 2.5)
                product *= --x;
            return LgammaAroundTwo(x - 2) + Math.Log(product);
        }
        double z = 1 / (x * x);
        double series = (1.0 / 12) - (z * ((1.0 / 360) - (z * ((1.0 / 1260) - (z * ((1.0 / 1680) - (z * ((1.0 / 1188) - (z * (691.0 / 360360))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + (series / x);
    }

    /// <summary>The derivative of <see cref="Lgamma"/>; NaN at zero and the negative whole numbers.</summary>
    public static double Digamma(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
            return x;
        if (x <= 0 && (x == Math.Floor(x) || double.IsInfinity(x)))
            return double.NaN;
        if (x < 0)
            return Digamma(1 - x) - (Math.PI / double.TanPi(x));
        if (x < Large)
        {
            double sum = 0;
            for (; x >= 2.5; sum += 1 / x)
                x--;
            for (; x < 1.5; x++)
                sum -= 1 / x;
            return sum + DigammaAroundTwo(x - 2);
        }
        double z = 1 / (x * x);
        double series = z * ((1.0 / 12) - (z * ((1.0 / 120) - (z * ((1.0 / 252) - (z * ((1.0 / 240) - (z * ((1.0 / 132) - (z * (691.0 / 32760)))))))))));
        return Math.Log(x) - (0.5 / x) - series;
    }

    // lgamma(2 + z) = (1 - gamma) z + sum over k of (-1)^k (zeta(k) - 1) z^k / k, for |z| up to a half.
    private static double LgammaAroundTwo(double z)
    {
        double sum = 0;
        for (int i = ZetaLessOne.Length - 1; i >= 0; i--)
            sum = (ZetaLessOne[i] / (i + 2)) - (z * sum);
        return z * (OneLessEuler + (z * sum));
    }

    private static double DigammaAroundTwo(double z)
    {
        double sum = 0;
        for (int i = ZetaLessOne.Length - 1; i >= 0; i--)
            sum = ZetaLessOne[i] - (z * sum);
        return OneLessEuler + (z * sum);
    }

    // The first terms, and what follows them by the formula of Euler and Maclaurin.
    private static double ZetaWithoutOne(int k)
    {
        const double End = 128;
        double power = Math.Pow(End, -k);
        double tail = (power * End / (k - 1)) + (power / 2) + (power * k / End / 12)
            - (power * k * (k + 1) * (k + 2) / (End * End * End) / 720)
            + (power * k * (k + 1) * (k + 2) * (k + 3) * (k + 4) / (End * End * End * End * End) / 30240);
        for (double n = End - 1; n >= 2; n--)
            tail += Math.Pow(n, -k);
        return tail;
    }
}
