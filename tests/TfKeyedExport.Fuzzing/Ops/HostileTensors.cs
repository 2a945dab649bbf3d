using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Tensors with the sizes and values where operations go wrong.</summary>
internal static class HostileTensors
{
    /// <summary>The most elements; what needs more comes of sizes as values.</summary>
    private const int MaxElements = 4096;

    private static readonly long[] Integers =
    [
        0, 1, -1, 2, 3, 7, 8, 15, 16, 31, 63, 64, 100, 127, 128, 255, 256, 1000, 32767, 46341, 65535, 65537, 1 << 20, 1 << 24, 1 << 30, int.MaxValue - 1,
        int.MaxValue, int.MinValue, 1L << 31, 1L << 32, (1L << 32) + 1, 1L << 33, 1L << 40, 1L << 61, 1L << 62, long.MaxValue, long.MinValue,
    ];

    private static readonly double[] Floats =
    [
        0, -0.0, 1, -1, 0.5, 2, 3, -7, 1e-30, 1e30, 1e300, -1e300, 255, 1e9, 3e9, 1e19, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.Epsilon, float.MaxValue, 1e-45,
    ];

    private static readonly string[] Texts =
    [
        "", "a", "B", "a,b", "1.5", "-3", "nan", "1e999", "99999999999999999999", "  padded ", "\u00e9\u4e2d\ud83d\ude00", "%d %s %n", "(a+)+b", "[[:",
        "\\", "{}", "a\0b", "^.*$", "true", "UTF-8", "AAAA", "####",
    ];

    public static readonly DataType[] Types =
    [
        DataType.Float, DataType.Double, DataType.Int32, DataType.Uint8, DataType.Int16, DataType.Int8, DataType.String, DataType.Complex64, DataType.Int64,
        DataType.Bool, DataType.Qint8, DataType.Quint8, DataType.Qint32, DataType.Bfloat16, DataType.Uint16, DataType.Complex128, DataType.Half,
        DataType.Uint32, DataType.Uint64,
    ];

    /// <summary>A random shape; up to nine dimensions now and then, empty ones too.</summary>
    public static long[] Shape(FuzzRandom random)
    {
        int rank = random.OneIn(12) ? random.Below(10) : random.Below(5);
        long[] shape = new long[rank];
        long count = 1;
        for (int i = 0; i < rank; i++)
        {
            shape[i] = random.Below(12) switch { 0 => 0, 1 or 2 or 3 => 1, 4 => random.Between(8, 40), _ => random.Between(2, 5) };
            if (count * shape[i] > MaxElements)
                shape[i] = 1;
            count *= shape[i];
        }
        return shape;
    }

    /// <summary>A small change of a shape: one size other, a dimension more or less.</summary>
    public static long[] Near(FuzzRandom random, ReadOnlySpan<long> shape)
    {
        List<long> near = [.. shape];
        int at = random.Below(near.Count);
        switch (random.Below(6))
        {
            case 0 when near.Count > 0:
                near.RemoveAt(at);
                break;
            case 1:
                near.Insert(random.Below(near.Count + 1), random.Pick(1L, 1, 0, 2));
                break;
            case 2 when near.Count > 0:
                near[at] = 0;
                break;
            case 3 when near.Count > 0:
                near[at]++;
                break;
            case 4 when near.Count > 0:
                near[at] = 1;
                break;
            default:
                return Shape(random);
        }
        return Count(near) > MaxElements ? Shape(random) : [.. near];
    }

    /// <summary>A tensor of a type and shape; null for types without values of their own.</summary>
    public static Tensor? Of(FuzzRandom random, DataType type, long[] shape)
    {
        int count = (int)Count(shape);
        bool tame = random.OneIn(2);
        if (type == DataType.String)
            return Tensor.FromStrings(new TensorShape(shape), StringValues.FromBytes([.. Enumerable.Range(0, count).Select(_ => Text(random))]));
        int size = type.Size();
        if (size == 0)
            return null;
        byte[] bytes = new byte[count * size];
        for (int i = 0; i < count; i++)
            Element(random, type, tame, bytes.AsSpan(i * size, size));
        return Tensor.FromBytes(type, new TensorShape(shape), bytes);
    }

    /// <summary>A tensor like another, with some elements changed.</summary>
    public static Tensor Changed(FuzzRandom random, Tensor tensor)
    {
        if (tensor.Count == 0 || tensor.Type == DataType.String)
            return Of(random, tensor.Type, tensor.Shape.Dimensions.ToArray()) ?? tensor;
        byte[] bytes = tensor.Bytes.ToArray();
        int size = tensor.Type.Size();
        for (int n = random.Below(3) + 1; n > 0; n--)
            Element(random, tensor.Type, false, bytes.AsSpan(random.Below(tensor.Count) * size, size));
        return Tensor.FromBytes(tensor.Type, tensor.Shape, bytes);
    }

    /// <summary>A number where sizes, counts and indices go wrong.</summary>
    public static long Integer(FuzzRandom random) => random.OneIn(3) ? random.Between(-9, 9) : random.OneIn(6) ? (long)random.Next() : random.Pick(Integers);

    /// <summary>A number where floating point goes wrong.</summary>
    public static double Float(FuzzRandom random) => random.OneIn(2) ? random.Pick(Floats) : random.Between(-1000, 1000) / 64.0;

    /// <summary>Some text, or bytes that are none.</summary>
    public static byte[] Text(FuzzRandom random)
    {
        if (!random.OneIn(4))
            return System.Text.Encoding.UTF8.GetBytes(random.Pick(Texts));
        byte[] bytes = new byte[random.Below(24)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)random.Next();
        return bytes;
    }

    private static long Count(IReadOnlyList<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static void Element(FuzzRandom random, DataType type, bool tame, Span<byte> to)
    {
        switch (type)
        {
            case DataType.Bool:
                to[0] = (byte)random.Below(2);
                break;
            case DataType.Float:
                BitConverter.TryWriteBytes(to, (float)(tame ? random.Between(-40, 40) / 8.0 : Float(random)));
                break;
            case DataType.Double:
                BitConverter.TryWriteBytes(to, tame ? random.Between(-40, 40) / 8.0 : Float(random));
                break;
            case DataType.Half:
                BitConverter.TryWriteBytes(to, (Half)(tame ? random.Between(-40, 40) / 8.0 : Float(random)));
                break;
            case DataType.Complex64:
                BitConverter.TryWriteBytes(to, (float)Float(random));
                BitConverter.TryWriteBytes(to[4..], (float)Float(random));
                break;
            case DataType.Complex128:
                BitConverter.TryWriteBytes(to, Float(random));
                BitConverter.TryWriteBytes(to[8..], Float(random));
                break;
            default:
                Span<byte> whole = stackalloc byte[8];
                BitConverter.TryWriteBytes(whole, tame ? random.Between(0, 6) : Integer(random));
                whole[..Math.Min(to.Length, 8)].CopyTo(to);
                break;
        }
    }
}
