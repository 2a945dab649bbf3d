using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Text;

/// <summary>Bytes that are added at the end; its memory grows and is kept when it is cleared.</summary>
internal sealed class ByteBuffer
{
    private const int LargestKept = 1 << 20;

    private byte[] _bytes = [];

    /// <summary>Counts what is taken, until the call ends; null counts nothing.</summary>
    public BufferPool? Pool { get; set; }

    /// <summary>Whether the memory is small enough to be kept for the next call.</summary>
    public bool IsWorthKeeping => _bytes.Length <= LargestKept;

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>What was added since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets the bytes and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Drops bytes from the end.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Adds one byte.</summary>
    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Puts bytes in front of those from a place on.</summary>
    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(at));
        Length += bytes.Length;
    }

    /// <summary>Adds a code point as UTF-8; a surrogate half is written as three bytes, as a lenient encoder does.</summary>
    public void AppendCodePoint(int codePoint)
    {
        Span<byte> bytes = Reserve(Utf8.MaxBytes);
        Length += Utf8.Encode(codePoint, bytes);
    }

    /// <summary>Room behind the last byte, to be filled and then counted with <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        long needed = (long)Length + count;
        if (needed > _bytes.Length)
            Grow(needed);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(_bytes), _bytes.Length)[Length..];
    }

    /// <summary>Counts bytes that were written into reserved room.</summary>
    public void Advance(int count) => Length += count;

    private void Grow(long needed)
    {
        if (needed > Array.MaxLength)
            throw TfKeyedException.Limit("one string takes more than 2 GiB", null, "send shorter strings");
        CallWatch.ThrowIfOver();
        int room = (int)Math.Min(Math.Max(needed, Math.Max(64L, _bytes.Length * 2L)), Array.MaxLength);
        Pool?.ChargeCall(room);
        Array.Resize(ref _bytes, room);
    }
}
