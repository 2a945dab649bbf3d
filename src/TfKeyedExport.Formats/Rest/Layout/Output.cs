using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>Text on its way into a buffer, in pieces as large as the buffer gives; <see cref="Flush"/> ends it.</summary>
/// <param name="destination">The buffer.</param>
internal ref struct Output(IBufferWriter<byte> destination)
{
    private const int Piece = 4096;

    private Span<byte> _free = destination.GetSpan(Piece);
    private int _used;

    /// <summary>Room for some bytes; <see cref="Advance"/> tells how many were taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Room(int bytes)
    {
        if (_free.Length - _used < bytes)
            Renew(bytes);
        return _free[_used..];
    }

    /// <summary>Takes bytes of the room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int bytes) => _used += bytes;

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > Piece)
        {
            bytes[..Piece].CopyTo(Room(Piece));
            _used += Piece;
            bytes = bytes[Piece..];
        }
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        Room(1)[0] = value;
        _used++;
    }

    /// <summary>Begins a new line.</summary>
    /// <param name="levels">How many levels it is indented, by four blanks each.</param>
    public void NewLine(int levels)
    {
        int length = 1 + 4 * levels;
        Span<byte> room = Room(length);
        room[0] = (byte)'\n';
        room[1..length].Fill((byte)' ');
        _used += length;
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(long value)
    {
        Utf8Formatter.TryFormat(value, Room(24), out int written);
        _used += written;
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(ulong value)
    {
        Utf8Formatter.TryFormat(value, Room(24), out int written);
        _used += written;
    }

    /// <summary>Hands what was written to the buffer.</summary>
    public void Flush()
    {
        destination.Advance(_used);
        _used = 0;
        _free = default;
    }

    private void Renew(int bytes)
    {
        destination.Advance(_used);
        _free = destination.GetSpan(Math.Max(bytes, Piece));
        _used = 0;
    }
}
