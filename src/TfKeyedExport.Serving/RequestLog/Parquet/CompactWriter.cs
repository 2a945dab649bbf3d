using System.Buffers;
using System.Text;

namespace TfKeyedExport.Serving.RequestLog.Parquet;

/// <summary>Thrift's compact protocol, as far as a Parquet file's own records need it.</summary>
/// <param name="destination">Receives the bytes.</param>
internal sealed class CompactWriter(ArrayBufferWriter<byte> destination)
{
    /// <summary>A whole number of 32 bits.</summary>
    public const int Int32 = 5;

    /// <summary>A whole number of 64 bits.</summary>
    public const int Int64 = 6;

    /// <summary>Bytes.</summary>
    public const int Binary = 8;

    /// <summary>A list.</summary>
    public const int List = 9;

    /// <summary>A record.</summary>
    public const int Struct = 12;

    private const int LongList = 15;

    private readonly Stack<int> _outer = new();
    private int _last;

    /// <summary>Begins a record.</summary>
    public void Begin()
    {
        _outer.Push(_last);
        _last = 0;
    }

    /// <summary>Ends a record.</summary>
    public void End()
    {
        Byte(0);
        _last = _outer.Pop();
    }

    /// <summary>Says that a field follows; fields come in the order of their numbers.</summary>
    public void Field(int number, int type)
    {
        Byte((byte)(((number - _last) << 4) | type));
        _last = number;
    }

    /// <summary>Writes a field.</summary>
    public void Field(int number, int type, long value)
    {
        Field(number, type);
        Number(value);
    }

    /// <summary>Writes a field.</summary>
    public void Field(int number, string text)
    {
        Field(number, Binary);
        Text(text);
    }

    /// <summary>Says that a list's elements follow.</summary>
    public void ListOf(int number, int type, int count)
    {
        Field(number, List);
        if (count < LongList)
        {
            Byte((byte)((count << 4) | type));
            return;
        }
        Byte((byte)((LongList << 4) | type));
        Unsigned((ulong)count);
    }

    /// <summary>Writes a whole number, as an element.</summary>
    public void Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes a text, as an element.</summary>
    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Unsigned((ulong)bytes.Length);
        destination.Write(bytes);
    }

    private void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        destination.GetSpan(1)[0] = value;
        destination.Advance(1);
    }
}
