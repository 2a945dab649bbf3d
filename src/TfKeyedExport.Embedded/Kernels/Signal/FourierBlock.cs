using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Fourier;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Signal;

/// <summary>The elements that one transform of some dimensions takes together.</summary>
/// <param name="lengths">How long its axes are.</param>
/// <param name="width">How much of the last axis is kept between: of real numbers' spectrum the half.</param>
/// <param name="inverse">Whether the transform is taken back.</param>
/// <param name="items">Room for the elements.</param>
/// <param name="line">Room for those along the longest axis.</param>
/// <param name="room">As much memory as <see cref="Room"/> says.</param>
internal readonly ref struct FourierBlock(
    ReadOnlySpan<long> lengths, int width, bool inverse, Span<Complex> items, Span<Complex> line, Span<Complex> room)
{
    private readonly ReadOnlySpan<long> _lengths = lengths;
    private readonly Span<Complex> _items = items;
    private readonly Span<Complex> _line = line;
    private readonly Span<Complex> _room = room;

    private int Last => (int)_lengths[^1];

    /// <summary>How many numbers of memory the transforms along all axes need.</summary>
    /// <exception cref="TfKeyedException">It is too much.</exception>
    public static int Room(ReadOnlySpan<long> lengths)
    {
        long room = 0;
        foreach (long length in lengths)
            room += FourierLine.Room((int)length);
        return room <= int.MaxValue ? (int)room : throw TfKeyedException.Limit("a Fourier transform takes too much memory", null, "send shorter rows");
    }

    /// <summary>Computes what is the same for all blocks.</summary>
    public void Prepare()
    {
        for (int d = 0; d < _lengths.Length; d++)
            Axis(d).Prepare();
    }

    /// <summary>Reads the elements of an input, along axes that are longer only as many as are asked for; real ones are transformed along the last.</summary>
    public void Load(Value input, int start, bool isReal)
    {
        FourierLine axis = Axis(_lengths.Length - 1);
        for (int i = 0; i < _items.Length / width; i++)
        {
            Span<Complex> target = _items.Slice(i * width, width);
            if (!isReal)
            {
                Read(input, start + Place(input, i), target);
                continue;
            }
            Read(input, start + Place(input, i), _line[..Last]);
            axis.Run(_line[..Last]);
            _line[..width].CopyTo(target);
        }
    }

    /// <summary>Transforms along all axes, or all but the last.</summary>
    public void TransformAxes(bool withLast)
    {
        int stride = width;
        for (int d = _lengths.Length - 1; d >= 0; d--)
        {
            if (d < _lengths.Length - 1)
            {
                Across(Axis(d), (int)_lengths[d], stride);
                stride *= (int)_lengths[d];
            }
            else if (withLast)
            {
                for (int i = 0; i < _items.Length; i += width)
                    Axis(d).Run(_items.Slice(i, width));
            }
        }
    }

    /// <summary>Writes the elements to an output; of the real ones that half a spectrum stands for, the last axis is transformed before.</summary>
    public void Store(Value output, int start, bool isReal)
    {
        if (!isReal)
        {
            Write(_items, output, start);
            return;
        }
        FourierLine axis = Axis(_lengths.Length - 1);
        for (int i = 0; i < _items.Length / width; i++)
        {
            Mirror(_items.Slice(i * width, width), _line[..Last]);
            axis.Run(_line[..Last]);
            Write(_line[..Last], output, start + (i * Last));
        }
    }

    private FourierLine Axis(int dimension)
    {
        int start = 0;
        for (int d = 0; d < dimension; d++)
            start += FourierLine.Room((int)_lengths[d]);
        int length = (int)_lengths[dimension];
        return new FourierLine(length, inverse, _room.Slice(start, FourierLine.Room(length)));
    }

    // Where one of the lines begins, in an input whose axes may be longer.
    private int Place(Value input, int index)
    {
        int place = 0, stride = input.Dim(input.Rank - 1);
        for (int d = _lengths.Length - 2; d >= 0; d--)
        {
            (index, int at) = Math.DivRem(index, (int)_lengths[d]);
            place += at * stride;
            stride *= input.Dim(input.Rank - _lengths.Length + d);
        }
        return place;
    }

    private void Across(FourierLine axis, int length, int stride)
    {
        Span<Complex> one = _line[..length];
        for (int i = 0; i < _items.Length / length; i++)
        {
            int start = (i / stride * stride * length) + (i % stride);
            for (int k = 0; k < length; k++)
                one[k] = _items[start + (k * stride)];
            axis.Run(one);
            for (int k = 0; k < length; k++)
                _items[start + (k * stride)] = one[k];
        }
    }

    // The whole spectrum of real numbers; what has no mirror image is real.
    private static void Mirror(ReadOnlySpan<Complex> half, Span<Complex> whole)
    {
        whole[0] = half[0].Real;
        for (int k = 1; k < half.Length; k++)
        {
            int mirrored = whole.Length - k;
            (whole[k], whole[mirrored]) = mirrored == k ? (half[k].Real, half[k].Real) : (half[k], Complex.Conjugate(half[k]));
        }
    }

    private static void Read(Value input, int start, Span<Complex> target)
    {
        switch (input.Type)
        {
            case DataType.Float:
                Widen(input.Span<float>().Slice(start, target.Length), target);
                break;
            case DataType.Double:
                Widen(input.Span<double>().Slice(start, target.Length), target);
                break;
            case DataType.Complex64:
                ReadOnlySpan<Complex64> narrow = input.Span<Complex64>().Slice(start, target.Length);
                for (int i = 0; i < target.Length; i++)
                    target[i] = new Complex(narrow[i].Real, narrow[i].Imaginary);
                break;
            default:
                input.Span<Complex>().Slice(start, target.Length).CopyTo(target);
                break;
        }
    }

    private static void Widen<T>(ReadOnlySpan<T> source, Span<Complex> target)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = new Complex(double.CreateTruncating(source[i]), 0);
    }

    private static void Write(ReadOnlySpan<Complex> source, Value output, int start)
    {
        switch (output.Type)
        {
            case DataType.Float:
                Span<float> singles = output.Span<float>().Slice(start, source.Length);
                for (int i = 0; i < source.Length; i++)
                    singles[i] = (float)source[i].Real;
                break;
            case DataType.Double:
                Span<double> doubles = output.Span<double>().Slice(start, source.Length);
                for (int i = 0; i < source.Length; i++)
                    doubles[i] = source[i].Real;
                break;
            case DataType.Complex64:
                Span<Complex64> narrow = output.Span<Complex64>().Slice(start, source.Length);
                for (int i = 0; i < source.Length; i++)
                    narrow[i] = new Complex64((float)source[i].Real, (float)source[i].Imaginary);
                break;
            default:
                source.CopyTo(output.Span<Complex>()[start..]);
                break;
        }
    }
}
