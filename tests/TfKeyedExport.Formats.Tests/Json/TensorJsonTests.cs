using CsCheck;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Json;

public class TensorJsonTests
{
    public static TheoryData<DataType> FixedSizeTypes() => [.. Enum.GetValues<DataType>().Where(t => t.IsFixedSize())];

    [Theory]
    [MemberData(nameof(FixedSizeTypes))]
    public void Every_bit_pattern_of_every_type_survives_a_round_trip(DataType type) =>
        Gen.Byte.Array[16 * 4].Sample(
            bytes =>
            {
                Tensor tensor = Tensor.FromBytes(type, new TensorShape(bytes.Length / type.Size()), Canonical(type, bytes));
                Tensor back = ReadTensor(WriteTensor(tensor));
                Assert.True(tensor.BitEquals(back), WriteTensor(tensor) + " became " + WriteTensor(back));
            },
            iter: 200);

    [Theory]
    [InlineData("DT_FLOAT", "[1.5,\"NaN\",\"-Infinity\",\"Infinity\",0.1]")]
    [InlineData("DT_HALF", "[1.5,\"NaN\",\"-Infinity\",0.1]")]
    [InlineData("DT_BFLOAT16", "[1.5,\"NaN\",-3.0]")]
    [InlineData("DT_COMPLEX64", "[[1.0,-2.5],[\"NaN\",0.0]]")]
    [InlineData("DT_INT64", "[-9223372036854775808,9223372036854775807]")]
    [InlineData("DT_UINT64", "[18446744073709551615]")]
    [InlineData("DT_STRING", "[{\"b64\":\"\"},{\"b64\":\"/wA=\"}]")]
    [InlineData("DT_BOOL", "[true,false]")]
    public void Values_are_written_as_they_were_read(string type, string data)
    {
        int count = System.Text.Json.JsonDocument.Parse(data).RootElement.GetArrayLength();
        string json = $$"""{"dtype":"{{type}}","shape":[{{count}}],"data":{{data}}}""";
        Assert.Equal(json, WriteTensor(ReadTensor(json)));
    }

    [Theory]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[2],"data":[1]}""", "holds 2 elements")]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[9000000000,9000000000],"data":[1]}""", "too large")]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[1000000000],"data":[1]}""", "holds 1000000000 elements")]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[-1],"data":[]}""", "-1 is not a size")]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[1],"data":[1e300]}""", "not a float32 value")]
    [InlineData("""{"dtype":"DT_FLOAT","shape":[1],"data":[null]}""", "null is not a float32 value")]
    [InlineData("""{"dtype":"DT_INT8","shape":[1],"data":[128]}""", "128 is not a int8 value")]
    [InlineData("""{"dtype":"DT_INT32","shape":[1],"data":[1.5]}""", "1.5 is not a int32 value")]
    [InlineData("""{"dtype":"DT_INT32","shape":[1],"data":["1"]}""", "not a int32 value")]
    [InlineData("""{"dtype":"DT_BOOL","shape":[1],"data":[1]}""", "not a bool value")]
    [InlineData("""{"dtype":"DT_STRING","shape":[1],"data":[{"b64":"*"}]}""", "not a string value")]
    [InlineData("""{"dtype":"DT_STRING","shape":[1],"data":[1]}""", "not a string value")]
    [InlineData("""{"dtype":"DT_RESOURCE","shape":[0],"data":[]}""", "no JSON form")]
    [InlineData("""{"dtype":"DT_NOTHING","shape":[0],"data":[]}""", "no type")]
    [InlineData("""{"shape":[0],"data":[]}""", "no \"dtype\"")]
    [InlineData("[1]", "a tensor is expected")]
    public void A_wrong_tensor_is_refused_with_its_place(string json, string message)
    {
        var error = Unreadable(() => ReadTensor(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("test", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_without_elements_keeps_its_shape() =>
        Assert.Equal(new TensorShape(3, 0, 2), ReadTensor("""{"dtype":"DT_FLOAT","shape":[3,0,2],"data":[]}""").Shape);

    // Only patterns that the type itself distinguishes: one NaN, bytes 0 and 1 for bool, unused high bits clear.
    private static byte[] Canonical(DataType type, byte[] bytes)
    {
        switch (type)
        {
            case DataType.Bool: return [.. bytes.Select(b => (byte)(b & 1))];
            case DataType.Uint4 or DataType.Float4E2M1Fn: return [.. bytes.Select(b => (byte)(b & 15))];
            case DataType.Uint2: return [.. bytes.Select(b => (byte)(b & 3))];
            case DataType.Int4: return [.. bytes.Select(b => (byte)((sbyte)(b << 4) >> 4))];
            case DataType.Int2: return [.. bytes.Select(b => (byte)((sbyte)(b << 6) >> 6))];
            case DataType.Float or DataType.Double or DataType.Half or DataType.Bfloat16 or DataType.Complex64 or DataType.Complex128
                or (>= DataType.Float8E5M2 and <= DataType.Float8E5M2Fnuz):
                Tensor once = ReadTensor(WriteTensor(Tensor.FromBytes(type, new TensorShape(bytes.Length / type.Size()), bytes)));
                return once.Bytes.ToArray();
            default: return bytes;
        }
    }
}
