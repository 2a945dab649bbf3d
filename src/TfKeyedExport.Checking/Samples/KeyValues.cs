using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Keys to send: plain ones that people can read, and ones that something on the way might spoil.</summary>
internal static class KeyValues
{
    private const int DimensionOfOpenSize = 2;

    private static readonly byte[][] Texts =
    [
        [],
        "plain"u8.ToArray(),
        " spaces around "u8.ToArray(),
        "MiXeD CaSe"u8.ToArray(),
        "line\r\nbreak\ttab"u8.ToArray(),
        "nul\0inside\0"u8.ToArray(),
        "nul\0inside"u8.ToArray(),
        [0],
        [0xFF, 0xFE, 0x80, 0xC0, 0x00, 0xF5],
        [0xC3],
        Encoding.UTF8.GetBytes("Zoë 東京 🔑"),
        Encoding.UTF8.GetBytes("Zoe\u0308 東京 🔑"),
        "{\"b64\": \"a2V5\"}"u8.ToArray(),
        "\"quoted\\\", 'and' <b>&amp;"u8.ToArray(),
        "007"u8.ToArray(),
        "NaN"u8.ToArray(),
        // What is taken for an escape, a mark of order, a number in another spelling, or an end.
        "a%20b%41+c&d=e"u8.ToArray(),
        "\uFEFFafter a byte order mark"u8.ToArray(),
        "1e5"u8.ToArray(),
        "0x1F"u8.ToArray(),
        "C:\\temp\\new"u8.ToArray(),
        "null"u8.ToArray(),
        "-0"u8.ToArray(),
        "1.0"u8.ToArray(),
        "ends with a line\n"u8.ToArray(),
    ];

    private static readonly int[] LongTexts = [22, 23, 24, 4096, 1 << 20];

    /// <summary>How many difficult values there are.</summary>
    public static int DifficultCount(DataType type) => type == DataType.String ? Texts.Length + LongTexts.Length : Patterns(type).Length;

    /// <summary>What the difficult values are, for people.</summary>
    public static string Describe(DataType type) => type switch
    {
        DataType.String => "empty, binary with NUL, not UTF-8, Unicode, 4 KiB and 1 MiB long",
        _ when type.IsFloating() => "largest, smallest, -0, infinities, NaNs of several bit patterns",
        DataType.Complex64 or DataType.Complex128 => "-0, infinities, NaNs of several bit patterns in both parts",
        DataType.Bool => "true and false",
        _ => "largest, smallest, 0 and -1",
    };

    /// <summary>A column of difficult keys.</summary>
    /// <param name="key">The key's declaration.</param>
    /// <param name="rows">The number of rows; values repeat if there are more rows than values.</param>
    /// <param name="offset">With which value to start.</param>
    /// <param name="withLongest">Whether one of them may have 1 MiB.</param>
    public static Tensor Difficult(SignatureArgument key, int rows, int offset, bool withLongest = true)
    {
        int values = DifficultCount(key.Type) - (withLongest || key.Type != DataType.String ? 0 : 1);
        return Build(key.Type, RowShape(key).WithBatch(rows), i => DifficultAt(key.Type, (i + offset) % values));
    }

    /// <summary>Whether a text is one of the difficult keys; the empty one is anybody's.</summary>
    public static bool IsDifficult(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < DifficultCount(DataType.String) && text.Length > 0; i++)
        {
            if (text.SequenceEqual(DifficultAt(DataType.String, i)))
                return true;
        }
        return false;
    }

    /// <summary>A key of 1 MiB.</summary>
    public static byte[] LongestText() => DifficultAt(DataType.String, DifficultCount(DataType.String) - 1);

    /// <summary>A single difficult key for a call as a whole.</summary>
    public static Tensor Constant(SignatureArgument key, int index) =>
        Build(key.Type, Closed(key.Shape), i => DifficultAt(key.Type, i + index));

    /// <summary>A column of keys that are all different, as far as the type has enough values: readable ones, and every fourth a difficult short one.</summary>
    public static Tensor Distinct(SignatureArgument key, int rows, int offset)
    {
        TensorShape shape = key.Shape.Rank == 0 ? TensorShape.Scalar : RowShape(key).WithBatch(rows);
        int difficult = key.Type == DataType.String ? Texts.Length : DifficultCount(key.Type);
        return Build(key.Type, shape, i => i % 4 == 3 && i / 4 < difficult ? DifficultAt(key.Type, i / 4) : Plain(key, i + offset));
    }

    /// <summary>A column of keys that are all different and can all be read.</summary>
    public static Tensor Readable(SignatureArgument key, int rows, int offset) => Build(key.Type, RowShape(key).WithBatch(rows), i => Plain(key, i + offset));

    private static TensorShape RowShape(SignatureArgument key) => key.Shape.HasRank ? Closed(key.Shape) : new TensorShape(1);

    private static TensorShape Closed(TensorShape shape)
    {
        long[] sizes = shape.Dimensions.ToArray();
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = sizes[i] >= 0 ? sizes[i] : DimensionOfOpenSize;
        return new TensorShape(sizes);
    }

    private static byte[] DifficultAt(DataType type, int index)
    {
        if (type != DataType.String)
            return Patterns(type)[index % Patterns(type).Length];
        index %= Texts.Length + LongTexts.Length;
        if (index < Texts.Length)
            return Texts[index];
        byte[] text = new byte[LongTexts[index - Texts.Length]];
        for (int i = 0; i < text.Length; i++)
            text[i] = (byte)('a' + (i % 26));
        return text;
    }

    private static byte[] Plain(SignatureArgument key, int index)
    {
        if (key.Type == DataType.String)
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key.Name}-{index:D3}"));
        return key.Type switch
        {
            DataType.Float => Bytes((float)index),
            DataType.Double => Bytes((double)index),
            DataType.Half => Bytes((Half)index),
            DataType.Bfloat16 => Bytes((BFloat16)(float)index),
            DataType.Complex64 => Bytes(new Complex64(index, -index)),
            DataType.Complex128 => Bytes(new Complex(index, -index)),
            DataType.Bool => [(byte)(index & 1)],
            _ => Bytes((long)index)[..Math.Max(1, key.Type.Size())],
        };
    }

    /// <summary>Bit patterns of one element: for each width those that sign extension, rounding or canonical NaNs would change.</summary>
    private static byte[][] Patterns(DataType type) => type switch
    {
        DataType.Bool => [[0], [1]],
        DataType.Float => Array.ConvertAll<uint, byte[]>(
            [0, 0x80000000, 0x7F7FFFFF, 0xFF7FFFFF, 1, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7FC12345, 0xFFC00001, 0x7F800001, 0x4B800001, 0x3DCCCCCD], Bytes),
        DataType.Double => Array.ConvertAll<ulong, byte[]>(
            [
                0, 1UL << 63, 0x7FEFFFFFFFFFFFFF, 0xFFEFFFFFFFFFFFFF, 1, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0x7FF8000012345678,
                0x7FF0000000000001, 0x4340000000000001, 0x3FB999999999999A,
            ],
            Bytes),
        DataType.Half => Array.ConvertAll<ushort, byte[]>([0, 0x8000, 0x7BFF, 0xFBFF, 1, 0x7C00, 0xFC00, 0x7E00, 0x7E55, 0x7C01], Bytes),
        DataType.Bfloat16 => Array.ConvertAll<ushort, byte[]>([0, 0x8000, 0x7F7F, 0xFF7F, 1, 0x7F80, 0xFF80, 0x7FC0, 0x7FD5, 0x7F81], Bytes),
        DataType.Complex64 => Pairs(Patterns(DataType.Float)),
        DataType.Complex128 => Pairs(Patterns(DataType.Double)),
        _ => Array.ConvertAll<ulong, byte[]>(
            [0, 1, ulong.MaxValue, 0x7FFFFFFFFFFFFFFF, 1UL << 63, 0x7F, 0x80, 0x7FFF, 0x8000, 0x7FFFFFFF, 0x80000000, (1UL << 53) + 1, (1UL << 24) + 1],
            bits => Bytes(bits)[..Math.Max(1, type.Size())]),
    };

    private static byte[][] Pairs(byte[][] parts) =>
        parts.Select((part, i) => (byte[])[.. part, .. parts[(i + 1) % parts.Length]]).ToArray();

    private static Tensor Build(DataType type, TensorShape shape, Func<int, byte[]> element)
    {
        int count = checked((int)shape.ElementCount());
        if (type == DataType.String)
        {
            var strings = new StringValuesBuilder(count);
            for (int i = 0; i < count; i++)
                strings.Add(element(i));
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        byte[] bytes = new byte[count * type.Size()];
        for (int i = 0; i < count; i++)
            element(i).CopyTo(bytes, i * type.Size());
        return Tensor.FromBytes(type, shape, bytes);
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
