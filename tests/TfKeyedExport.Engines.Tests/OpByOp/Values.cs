using System.Numerics;
using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Random tensors of any type, with the values where operations go wrong.</summary>
internal static class Values
{
    private static readonly float[] OddFloats =
        [0, -0f, 1, -1, 0.5f, 2, 3, -7, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, 1e-30f, 1e30f];

    private static readonly byte[][] OddStrings =
        [
            [], "a"u8.ToArray(), "B"u8.ToArray(), "a,b"u8.ToArray(), "\u00e9\u4e2d"u8.ToArray(), [0xFF, 0x00, 0xFE], "  padded "u8.ToArray(),
            "12.5"u8.ToArray(), new byte[30],
        ];

    private static readonly Gen<float> Floats = Gen.Frequency(
        (2, Gen.OneOf(OddFloats)), (3, Gen.Float[-4, 4]), (1, Gen.Float[-1000, 1000]), (1, Gen.Int[-6, 6].Select(i => (float)i)))
        // TensorFlow takes denormal numbers for zeros: x / denormal would be compared with x / 0.
        .Select(v => float.IsSubnormal(v) ? 0 : v);

    /// <summary>A tensor of a type and shape.</summary>
    public static Gen<Tensor> Of(DataType type, long[] shape)
    {
        var whole = new TensorShape(shape);
        int count = (int)whole.ElementCount();
        return type switch
        {
            DataType.String => Gen.OneOf(OddStrings).Array[count].Select(v => Tensor.FromStrings(whole, StringValues.FromBytes(v))),
            DataType.Bool => Gen.Bool.Array[count].Select(v => Tensor.From<bool>(whole, v)),
            DataType.Float => Floats.Array[count].Select(v => Tensor.From<float>(whole, v)),
            DataType.Double => Floats.Array[count].Select(v => Tensor.From<double>(whole, [.. v.Select(x => (double)x)])),
            DataType.Half => Floats.Array[count].Select(v => Tensor.From<Half>(whole, [.. v.Select(x => (Half)x)])),
            DataType.Bfloat16 => Floats.Array[count].Select(v => Tensor.From<BFloat16>(whole, [.. v.Select(x => (BFloat16)x)])),
            DataType.Complex64 => Floats.Array[2 * count].Select(v => Tensor.From<Complex64>(whole, [.. v.Chunk(2).Select(p => new Complex64(p[0], p[1]))])),
            DataType.Complex128 => Floats.Array[2 * count].Select(v => Tensor.From<Complex>(whole, [.. v.Chunk(2).Select(p => new Complex(p[0], p[1]))])),
            DataType.Int8 => Integers<sbyte>(whole, count),
            DataType.Int16 => Integers<short>(whole, count),
            DataType.Int32 => Integers<int>(whole, count),
            DataType.Int64 => Integers<long>(whole, count),
            DataType.Uint8 => Integers<byte>(whole, count),
            DataType.Uint16 => Integers<ushort>(whole, count),
            DataType.Uint32 => Integers<uint>(whole, count),
            DataType.Uint64 => Integers<ulong>(whole, count),
            _ => Gen.Byte.Array[count * type.Size()].Select(v => Tensor.FromBytes(type, whole, v)),
        };
    }

    private static Gen<Tensor> Integers<T>(TensorShape shape, int count)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Gen<T> values = Gen.Frequency(
            (1, Gen.OneOf(T.MinValue, T.MaxValue, T.Zero, T.One)), (3, Gen.Int[-9, 9].Select(T.CreateTruncating)), (1, Gen.Long.Select(T.CreateTruncating)));
        return values.Array[count].Select(v => Tensor.From<T>(shape, v));
    }
}
