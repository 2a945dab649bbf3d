namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>Special functions of binary64 that .NET lacks. Relative error below 1e-14 unless said otherwise.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverSqrtPi = 1.1283791670955125739;
    private const double SqrtPi = 1.7724538509055160273;

    /// <summary>The error function.</summary>
    public static double Erf(double x) => Math.Abs(x) < 2 ? ErfSeries(x) : x < 0 ? ErfcTail(-x) - 1 : 1 - ErfcTail(x);

    /// <summary>One minus the error function, without cancellation in the tail.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x < 0.5)
            return 1 - Erf(x);
        return ErfcTail(x);
    }

    /// <summary>The inverse of <see cref="Erf"/>: NaN outside [-1, 1], infinities at its ends.</summary>
    public static double Erfinv(double y)
    {
        if (double.IsNaN(y) || Math.Abs(y) > 1)
            return double.NaN;
        if (Math.Abs(y) == 1)
            return y * double.PositiveInfinity;
        // A coarse start, then Halley's steps on whichever of erf and erfc keeps its digits.
        double a = Math.Abs(y);
        if (a < 1e-3)
            return y * (1 / TwoOverSqrtPi) * (1 + (a * a * ((Math.PI / 12) + (a * a * (7 * Math.PI * Math.PI / 480)))));
        double l = Math.Log((1 - a) * (1 + a));
        double t = (2 / (Math.PI * 0.147)) + (l / 2);
        double x = Math.Sqrt(Math.Sqrt((t * t) - (l / 0.147)) - t);
        for (int i = 0; i < 4 && x > 0; i++)
        {
            double error = a < 0.5 ? ErfSeries(x) - a : (1 - a) - Erfc(x);
            double step = error / (TwoOverSqrtPi * Math.Exp(-x * x));
            x -= step / (1 + (x * step));
        }
        return Math.CopySign(x, y);
    }

    /// <summary>The quantile of the standard normal distribution: NaN outside [0, 1], infinities at its ends.</summary>
    public static double Ndtri(double p)
    {
        if (double.IsNaN(p) || p < 0 || p > 1)
            return double.NaN;
        if (p is > 0.02 and < 0.98)
            return Math.Sqrt(2) * Erfinv((2 * p) - 1);
        double tail = Math.Min(p, 1 - p);
        if (tail == 0)
            return p < 0.5 ? double.NegativeInfinity : double.PositiveInfinity;
        // In the tail the logarithm of the probability is nearly a parabola: Newton's steps on it converge at once.
        double x = Math.Sqrt(-Math.Log(tail));
        for (int i = 0; i < 8; i++)
        {
            double probability = Erfc(x) / 2;
            x += (Math.Log(probability) - Math.Log(tail)) * probability / (TwoOverSqrtPi / 2 * Math.Exp(-x * x));
        }
        return p < 0.5 ? -Math.Sqrt(2) * x : Math.Sqrt(2) * x;
    }

    // Terms that are all of one sign, so nothing cancels.
    private static double ErfSeries(double x)
    {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++)
        {
            term *= 2 * square / ((2 * n) + 1);
            double next = sum + term;
            if (next == sum)
                break;
            sum = next;
        }
        return TwoOverSqrtPi * Math.Exp(-square) * sum;
    }

    // The continued fraction of erfc, from its far end; below two it needs many terms.
    private static double ErfcTail(double x)
    {
        if (x > 27.3)
            return 0;
        double fraction = 0;
        for (int k = x < 1 ? 800 : x < 2 ? 300 : 100; k > 0; k--)
            fraction = k / 2.0 / (x + fraction);
        double square = x * x;
        double lost = Math.FusedMultiplyAdd(x, x, -square);
        return Math.Exp(-square) * (1 - lost) / ((x + fraction) * SqrtPi);
    }
}
