using System.Buffers.Binary;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Reads protocol buffer fields from a part of some bytes, in place; never beyond its end.</summary>
internal ref struct WireReader
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _end;

    /// <summary>Reads <paramref name="length"/> bytes from <paramref name="start"/> on.</summary>
    public WireReader(ReadOnlySpan<byte> bytes, int start, int length)
    {
        _bytes = bytes;
        Position = start;
        _end = start + length;
    }

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => Position >= _end;

    /// <summary>Whether <see cref="TryNext"/> ended in the midst, at a field that cannot be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Goes to the next field of a tag, which has a length, past all others.</summary>
    /// <returns>Whether there was one; if not, <see cref="IsDamaged"/> tells the end from damage.</returns>
    public bool TryNext(uint tag, out int start, out int length)
    {
        (start, length) = (Position, 0);
        while (!AtEnd && !IsDamaged)
        {
            if (!TryTag(out uint found))
            {
                IsDamaged = true;
            }
            else if (found == tag)
            {
                IsDamaged = !TryDelimited(out start, out length);
                return !IsDamaged;
            }
            else
            {
                IsDamaged = !TrySkip(found);
            }
        }
        return false;
    }

    /// <summary>Reads a field's tag.</summary>
    public bool TryTag(out uint tag)
    {
        bool read = TryVarint(out ulong value);
        tag = (uint)value;
        return read && value <= uint.MaxValue && tag >> 3 != 0;
    }

    /// <summary>Reads a number of variable length.</summary>
    public bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 70 && Position < _end; shift += 7)
        {
            byte b = _bytes[Position++];
            value |= shift < 64 ? (ulong)(b & 0x7F) << shift : 0;
            if (b < 0x80)
                return true;
        }
        return false;
    }

    /// <summary>Reads the length of a field and passes over the field.</summary>
    public bool TryDelimited(out int start, out int length)
    {
        bool read = TryVarint(out ulong size) && size <= (ulong)(_end - Position);
        start = Position;
        length = read ? (int)size : 0;
        Position += length;
        return read;
    }

    /// <summary>Reads four bytes.</summary>
    public bool TryFixed32(out uint value)
    {
        bool read = _end - Position >= 4;
        value = read ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[Position..]) : 0;
        Position += read ? 4 : 0;
        return read;
    }

    /// <summary>Passes over a field that is of no interest; groups, long out of use, are not taken.</summary>
    public bool TrySkip(uint tag)
    {
        switch (tag & 7)
        {
            case Varint:
                return TryVarint(out _);
            case Delimited:
                return TryDelimited(out _, out _);
            case Fixed32:
                return TryFixed32(out _);
            case Fixed64 when _end - Position >= 8:
                Position += 8;
                return true;
            default:
                return false;
        }
    }
}
