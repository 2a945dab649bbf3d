using System.Buffers;
using System.Buffers.Binary;
using Snappier;

namespace TfKeyedExport.Serving.RequestLog.Parquet;

/// <summary>A column's values on their way into a page: plain, packed by Snappy.</summary>
/// <param name="name">The column's name.</param>
/// <param name="type">Of what type its values are.</param>
/// <param name="isOptional">Whether a value may be missing.</param>
internal sealed class Column(string name, ColumnType type, bool isOptional)
{
    private const int BitsPerByte = 8;

    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly List<byte> _there = [];
    private int _count;

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>Of what type the values are.</summary>
    public ColumnType Type => type;

    /// <summary>Whether a value may be missing.</summary>
    public bool IsOptional => isOptional;

    /// <summary>How many bytes its values take.</summary>
    public int Length => _values.WrittenCount;

    /// <summary>Adds a value.</summary>
    public void Add(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_values.GetSpan(sizeof(int)), value);
        _values.Advance(sizeof(int));
        Note(isThere: true);
    }

    /// <summary>Adds a value.</summary>
    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_values.GetSpan(sizeof(long)), value);
        _values.Advance(sizeof(long));
        Note(isThere: true);
    }

    /// <summary>Adds a value.</summary>
    public void Add(double value) => Add(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_values.GetSpan(sizeof(int)), text.Length);
        _values.Advance(sizeof(int));
        _values.Write(text);
        Note(isThere: true);
    }

    /// <summary>Adds a value that is missing.</summary>
    public void AddMissing() => Note(isThere: false);

    /// <summary>The page's bytes, before they are packed and after; the next value begins anew.</summary>
    public (int Length, byte[] Packed) Take()
    {
        byte[] levels = isOptional ? Levels() : [];
        byte[] page = [.. levels, .. _values.WrittenSpan];
        _values.ResetWrittenCount();
        _there.Clear();
        _count = 0;
        return (page.Length, Snappy.CompressToArray(page));
    }

    private void Note(bool isThere)
    {
        if (_count % BitsPerByte == 0)
            _there.Add(0);
        if (isThere)
            _there[^1] |= (byte)(1 << (_count % BitsPerByte));
        _count++;
    }

    // One run of bits, with its length before it, and how long both are before that.
    private byte[] Levels()
    {
        var run = new ArrayBufferWriter<byte>();
        uint header = ((uint)_there.Count << 1) | 1;
        for (; header >= 0x80; header >>= 7)
            run.Write([(byte)(header | 0x80)]);
        run.Write([(byte)header]);
        run.Write([.. _there]);
        byte[] levels = new byte[sizeof(int) + run.WrittenCount];
        BinaryPrimitives.WriteInt32LittleEndian(levels, run.WrittenCount);
        run.WrittenSpan.CopyTo(levels.AsSpan(sizeof(int)));
        return levels;
    }
}
