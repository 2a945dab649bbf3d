using System.Buffers;
using System.Buffers.Binary;

namespace TfKeyedExport.Formats.Rest.Examples;

/// <summary>Bytes of a message that grows, in memory that is borrowed; numbers are written as protobuf writes them.</summary>
internal sealed class FeatureBytes : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(256);

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>How much is there.</summary>
    public int Length { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear() => Length = 0;

    /// <summary>Room for more bytes.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, Length + bytes)));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(Length);
    }

    /// <summary>Takes bytes of the room.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Adds a field that has bytes, or a message.</summary>
    public void AddField(int number, ReadOnlySpan<byte> bytes)
    {
        AddHead(number, bytes.Length);
        Add(bytes);
    }

    /// <summary>Adds what stands before a field's bytes.</summary>
    public void AddHead(int number, int length)
    {
        AddNumber((ulong)(number << 3 | 2));
        AddNumber((ulong)length);
    }

    /// <summary>Adds a number in as many bytes as it takes.</summary>
    public void AddNumber(ulong value)
    {
        Span<byte> room = Room(10);
        int at = 0;
        for (; value >= 0x80; value >>= 7)
            room[at++] = (byte)(value | 0x80);
        room[at++] = (byte)value;
        Length += at;
    }

    /// <summary>Adds a float.</summary>
    public void AddFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Room(4), value);
        Length += 4;
    }

    /// <summary>How many bytes <see cref="AddHead"/> adds, for numbers of fields below 16.</summary>
    public static int HeadSize(int length)
    {
        int size = 2;
        for (uint rest = (uint)length >> 7; rest > 0; rest >>= 7)
            size++;
        return size;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
