using System.Numerics;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Numerics.Fourier;

/// <summary>The Fourier transform of one line of any length. What is computed of a line depends on its length and its elements alone.</summary>
/// <remarks>
/// Lengths of small prime factors are taken apart by them; any other length is a convolution with a chirp (Bluestein's way), whose length is a power of two.
/// </remarks>
internal readonly ref struct FourierLine
{
    // A convolution must hold twice the length, and its length must be a number of elements.
    private const int Longest = 1 << 29;

    private readonly bool _inverse;
    private readonly FourierFactors _own;
    private readonly FourierFactors _wide;
    private readonly Span<Complex> _chirp;
    private readonly Span<Complex> _filter;
    private readonly Span<Complex> _product;

    /// <summary>Lines of one length.</summary>
    /// <param name="length">The length, at least 1.</param>
    /// <param name="inverse">Whether the transform is taken back.</param>
    /// <param name="room">As much memory as <see cref="Room"/> says, which <see cref="Prepare"/> has filled before anything is transformed.</param>
    public FourierLine(int length, bool inverse, Span<Complex> room)
    {
        _inverse = inverse;
        if (FourierFactors.CanBe(length))
        {
            _own = new FourierFactors(length, inverse, room);
            return;
        }
        int wide = Wide(length);
        _chirp = room[..length];
        _filter = room.Slice(length, wide);
        _product = room.Slice(length + wide, wide);
        _wide = new FourierFactors(wide, inverse: false, room[(length + (2 * wide))..]);
    }

    /// <summary>Computes what is the same for all lines of the length.</summary>
    public void Prepare()
    {
        if (_chirp.IsEmpty)
        {
            _own.Prepare();
            return;
        }
        _wide.Prepare();
        _filter.Clear();
        for (int k = 0; k < _chirp.Length; k++)
        {
            (double sine, double cosine) = double.SinCosPi((double)((long)k * k % (2L * _chirp.Length)) / _chirp.Length);
            _chirp[k] = new Complex(cosine, _inverse ? sine : -sine);
            _filter[k] = Complex.Conjugate(_chirp[k]);
            _filter[(_filter.Length - k) % _filter.Length] = _filter[k];
        }
        _wide.Run(_filter);
    }

    /// <summary>How many numbers of memory lines of a length need.</summary>
    /// <exception cref="TfKeyedException">No line of that length is transformed.</exception>
    public static int Room(int length)
    {
        if (length > Longest)
            throw TfKeyedException.Engine($"lines of {length} elements are not transformed; those of up to {Longest} are", null, "use --engine tensorflow");
        long room = FourierFactors.CanBe(length) ? FourierFactors.Room(length) : length + (2L * Wide(length)) + FourierFactors.Room(Wide(length));
        return room <= int.MaxValue
            ? (int)room
            : throw TfKeyedException.Limit($"transforming a line of {length} elements takes too much memory", null, "send shorter rows");
    }

    /// <summary>Transforms a line in place.</summary>
    public void Run(Span<Complex> line)
    {
        if (_chirp.IsEmpty)
            _own.Run(line);
        else
            Convolve(line);
        if (!_inverse)
            return;
        for (int i = 0; i < line.Length; i++)
            line[i] /= line.Length;
    }

    private static int Wide(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)((2L * length) - 1));

    private void Convolve(Span<Complex> line)
    {
        _product[line.Length..].Clear();
        for (int i = 0; i < line.Length; i++)
            _product[i] = line[i] * _chirp[i];
        _wide.Run(_product);
        // Back by the same transform, of conjugates.
        for (int i = 0; i < _product.Length; i++)
            _product[i] = Complex.Conjugate(_product[i] * _filter[i]);
        _wide.Run(_product);
        for (int i = 0; i < line.Length; i++)
            line[i] = Complex.Conjugate(_product[i]) / _product.Length * _chirp[i];
    }
}
