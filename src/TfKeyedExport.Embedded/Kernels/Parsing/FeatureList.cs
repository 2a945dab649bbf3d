using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>The values of one <c>tf.train.Feature</c>, read in place.</summary>
internal readonly ref struct FeatureList
{
    private const uint BytesTag = 0x0A;
    private const uint FloatsTag = 0x12;
    private const uint IntegersTag = 0x1A;
    private const uint PackedTag = 0x0A;
    private const uint FloatTag = 0x0D;
    private const uint IntegerTag = 0x08;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _start;
    private readonly int _length;

    private FeatureList(ReadOnlySpan<byte> bytes, DataType type, int start, int length)
    {
        _bytes = bytes;
        Type = type;
        _start = start;
        _length = length;
    }

    /// <summary>The type of the values; <see cref="DataType.Invalid"/> for a feature without any kind, which counts as absent.</summary>
    public DataType Type { get; }

    /// <summary>Finds the list in a feature.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int start, int length, out FeatureList list)
    {
        list = default;
        if (length == 0)
            return true;
        var reader = new WireReader(bytes, start, length);
        if (!reader.TryTag(out uint tag) || !reader.TryDelimited(out int listStart, out int listLength))
            return false;
        DataType type = tag switch
        {
            BytesTag => DataType.String,
            FloatsTag => DataType.Float,
            IntegersTag => DataType.Int64,
            _ => DataType.Invalid,
        };
        list = new FeatureList(bytes, type, listStart, listLength);
        return type != DataType.Invalid;
    }

    /// <summary>Counts the values; -1 if they cannot be read.</summary>
    public int Count() => Type switch
    {
        DataType.Float => Floats([], true),
        DataType.Int64 => Integers([], true),
        _ => Strings(null, int.MaxValue),
    };

    /// <summary>Reads float values.</summary>
    /// <returns>Their number, or -1 if they cannot be read or there is no room.</returns>
    public int Floats(Span<float> target) => Floats(target, false);

    /// <summary>Reads whole numbers.</summary>
    /// <returns>Their number, or -1 if they cannot be read or there is no room.</returns>
    public int Integers(Span<long> target) => Integers(target, false);

    /// <summary>Reads byte strings.</summary>
    /// <param name="target">Gets a copy of each; null only counts them.</param>
    /// <param name="most">The most that there is room for.</param>
    /// <returns>Their number, or -1 if they cannot be read or there is no room.</returns>
    public int Strings(Runtime.StringBuffer? target, int most)
    {
        var reader = new WireReader(_bytes, _start, _length);
        int count = 0;
        while (!reader.AtEnd)
        {
            if (count == most || !reader.TryTag(out uint tag) || tag != PackedTag || !reader.TryDelimited(out int start, out int length))
                return -1;
            target?.Add(_bytes.Slice(start, length));
            count++;
        }
        return count;
    }

    private int Floats(Span<float> target, bool onlyCount)
    {
        var reader = new WireReader(_bytes, _start, _length);
        int count = 0;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return -1;
            if (tag == PackedTag && reader.TryDelimited(out int start, out int length) && length % 4 == 0)
            {
                int packed = length / 4;
                if (!onlyCount && packed > target.Length - count)
                    return -1;
                if (!onlyCount)
                    MemoryMarshal.Cast<byte, float>(_bytes.Slice(start, length)).CopyTo(target[count..]);
                count += packed;
            }
            else if (tag == FloatTag && reader.TryFixed32(out uint bits) && (onlyCount || count < target.Length))
            {
                if (!onlyCount)
                    target[count] = BitConverter.UInt32BitsToSingle(bits);
                count++;
            }
            else
            {
                return -1;
            }
        }
        return count;
    }

    private int Integers(Span<long> target, bool onlyCount)
    {
        var reader = new WireReader(_bytes, _start, _length);
        int count = 0;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return -1;
            int start = reader.Position, length = 0;
            if (tag == PackedTag ? !reader.TryDelimited(out start, out length) : tag != IntegerTag)
                return -1;
            var values = tag == PackedTag ? new WireReader(_bytes, start, length) : reader;
            do
            {
                if (tag == PackedTag && values.AtEnd)
                    break;
                if (!values.TryVarint(out ulong value) || (!onlyCount && count == target.Length))
                    return -1;
                if (!onlyCount)
                    target[count] = (long)value;
                count++;
            }
            while (tag == PackedTag);
            reader = tag == PackedTag ? reader : values;
        }
        return count;
    }
}
