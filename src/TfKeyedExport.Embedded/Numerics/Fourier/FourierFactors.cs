using System.Numerics;

namespace TfKeyedExport.Embedded.Numerics.Fourier;

/// <summary>Fourier transforms of a length that is a product of small primes, without a scale.</summary>
internal readonly ref struct FourierFactors
{
    private const int LargestPrime = 31;
    private const int LookFrom = 1 << 14;

    private readonly bool _inverse;
    private readonly Span<Complex> _roots;
    private readonly Span<Complex> _source;

    /// <summary>Lines of one length.</summary>
    public FourierFactors(int length, bool inverse, Span<Complex> room)
    {
        _inverse = inverse;
        _roots = room[..length];
        _source = room.Slice(length, length);
    }

    /// <summary>Computes the roots of unity, of which all lines need the same.</summary>
    public void Prepare()
    {
        for (int i = 0; i < _roots.Length; i++)
        {
            (double sine, double cosine) = double.SinCosPi(2.0 * i / _roots.Length);
            _roots[i] = new Complex(cosine, _inverse ? sine : -sine);
        }
    }

    /// <summary>Whether a length is made of small primes.</summary>
    public static bool CanBe(int length)
    {
        while (length > 1)
        {
            int factor = Factor(length);
            if (factor > LargestPrime)
                return false;
            length /= factor;
        }
        return true;
    }

    /// <summary>How many numbers of memory lines of a length need.</summary>
    public static long Room(int length) => 2L * length;

    /// <summary>Transforms a line in place.</summary>
    public void Run(Span<Complex> line)
    {
        line.CopyTo(_source);
        Transform(0, 1, line);
    }

    // Four at once where that goes, else the least prime; one that is too large is told as such.
    private static int Factor(int length)
    {
        if (length % 4 == 0)
            return 4;
        for (int factor = 2; factor <= LargestPrime; factor++)
        {
            if (length % factor == 0)
                return factor;
        }
        return length;
    }

    // What stands at a start and each so many places on is taken apart by a factor, transformed, and put together again.
    private void Transform(int start, int stride, Span<Complex> target)
    {
        if (target.Length == 1)
        {
            target[0] = _source[start];
            return;
        }
        if (target.Length >= LookFrom)
            CallWatch.ThrowIfOver();
        int factor = Factor(target.Length), part = target.Length / factor;
        for (int q = 0; q < factor; q++)
            Transform(start + (q * stride), stride * factor, target.Slice(q * part, part));
        Span<Complex> turned = stackalloc Complex[LargestPrime];
        turned = turned[..factor];
        for (int j = 0; j < part; j++)
        {
            for (int q = 0; q < factor; q++)
                turned[q] = q * j == 0 ? target[(q * part) + j] : target[(q * part) + j] * _roots[q * j * stride];
            switch (factor)
            {
                case 2:
                    (target[j], target[part + j]) = (turned[0] + turned[1], turned[0] - turned[1]);
                    break;
                case 4:
                    Four(turned, target, j, part);
                    break;
                default:
                    Several(turned, target, j, part);
                    break;
            }
        }
    }

    private void Four(ReadOnlySpan<Complex> turned, Span<Complex> target, int at, int part)
    {
        Complex even = turned[0] + turned[2], evenDifference = turned[0] - turned[2], odd = turned[1] + turned[3], difference = turned[1] - turned[3];
        Complex quarter = _inverse ? new Complex(-difference.Imaginary, difference.Real) : new Complex(difference.Imaginary, -difference.Real);
        target[at] = even + odd;
        target[part + at] = evenDifference + quarter;
        target[(2 * part) + at] = even - odd;
        target[(3 * part) + at] = evenDifference - quarter;
    }

    private void Several(ReadOnlySpan<Complex> turned, Span<Complex> target, int at, int part)
    {
        int step = _roots.Length / turned.Length;
        for (int r = 0; r < turned.Length; r++)
        {
            Complex sum = turned[0];
            for (int q = 1; q < turned.Length; q++)
                sum += turned[q] * _roots[q * r % turned.Length * step];
            target[(r * part) + at] = sum;
        }
    }
}
