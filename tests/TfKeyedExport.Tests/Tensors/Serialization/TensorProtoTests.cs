using CsCheck;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using Xunit;

namespace TfKeyedExport.Tests.Tensors.Serialization;

public class TensorProtoTests
{
    [Fact]
    public void A_short_list_repeats_its_last_element() =>
        Assert.Equal([1f, 2, 2, 2], Proto(DataType.Float, [4], p => p.FloatVal.Add([1, 2])).ToTensor().Values<float>());

    [Fact]
    public void An_empty_list_means_zeros() =>
        Assert.Equal([0L, 0, 0], Proto(DataType.Int64, [3]).ToTensor().Values<long>());

    [Fact]
    public void A_long_list_is_cut() =>
        Assert.Equal([1L], Proto(DataType.Int64, [1], p => p.Int64Val.Add([1, 2])).ToTensor().Values<long>());

    [Fact]
    public void Small_integers_keep_their_low_bits() =>
        Assert.Equal(new sbyte[] { -1, 127, 127 }, Proto(DataType.Int8, [3], p => p.IntVal.Add([-1, 127])).ToTensor().Values<sbyte>().ToArray());

    [Fact]
    public void Halves_are_stored_as_bits() =>
        Assert.Equal([(Half)1.5f, (Half)1.5f], Proto(DataType.Half, [2], p => p.HalfVal.Add(0x3E00)).ToTensor().Values<Half>());

    [Fact]
    public void Complex_numbers_are_stored_in_pairs() => Assert.Equal(
        [new Complex64(1, 2), new Complex64(3, 4), new Complex64(3, 4)],
        Proto(DataType.Complex64, [3], p => p.ScomplexVal.Add([1, 2, 3, 4, 5])).ToTensor().Values<Complex64>());

    [Fact]
    public void Bools_and_unsigned_numbers_have_their_own_lists()
    {
        Assert.Equal([true, true], Proto(DataType.Bool, [2], p => p.BoolVal.Add(true)).ToTensor().Values<bool>());
        Assert.Equal([uint.MaxValue], Proto(DataType.Uint32, [1], p => p.Uint32Val.Add(uint.MaxValue)).ToTensor().Values<uint>());
        Assert.Equal([ulong.MaxValue], Proto(DataType.Uint64, [1], p => p.Uint64Val.Add(ulong.MaxValue)).ToTensor().Values<ulong>());
        Assert.Equal([7, 8, 8], Proto(DataType.Float8E5M2, [3], p => p.Float8Val = ByteString.CopyFrom(7, 8)).ToTensor().Bytes.ToArray());
    }

    [Fact]
    public void Strings_repeat_too()
    {
        Tensor tensor = Proto(DataType.String, [3], p => p.StringVal.Add(ByteString.CopyFromUtf8("a"))).ToTensor();
        Assert.Equal(["a", "a", "a"], Enumerable.Range(0, 3).Select(tensor.Strings.Text));
        Assert.Equal(2, Proto(DataType.String, [2]).ToTensor().Strings.Count);
    }

    [Fact]
    public void Strings_may_stand_in_the_raw_content()
    {
        Tensor tensor = Proto(DataType.String, [2], p => p.TensorContent = ByteString.CopyFrom(2, 1, (byte)'a', (byte)'b', (byte)'c')).ToTensor();
        Assert.Equal(["ab", "c"], Enumerable.Range(0, 2).Select(tensor.Strings.Text));
    }

    [Fact]
    public void A_missing_shape_is_a_scalar() => Assert.Equal(TensorShape.Scalar, new TensorProto { Dtype = DataType.Int32 }.ToTensor().Shape);

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(1L << 20, 1L << 20, 1L << 20, 1L << 20)]
    [InlineData(-1L)]
    [InlineData(-5L)]
    [InlineData(100_000_000L)]
    public void An_absurd_shape_is_refused_before_memory_is_taken(params long[] shape)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (DataType type in new[] { DataType.Double, DataType.String, DataType.Half, DataType.Complex128 })
        {
            TensorProto proto = Proto(type, shape, p => p.StringVal.Add(ByteString.CopyFromUtf8("some text")));
            proto.DoubleVal.Add(1);
            proto.HalfVal.Add(1);
            if (type != DataType.Half || shape[0] != 100_000_000)
                Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => proto.ToTensor("here")).Kind);
        }
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Content_of_another_length_is_an_error() =>
        Assert.Throws<TfKeyedException>(() => Proto(DataType.Float, [2], p => p.TensorContent = ByteString.CopyFrom(1, 2, 3)).ToTensor());

    [Theory]
    [InlineData(DataType.Resource)]
    [InlineData(DataType.Variant)]
    [InlineData(DataType.Invalid)]
    [InlineData((DataType)101)]
    public void Types_that_cannot_be_stored_are_errors(DataType type) => Assert.Throws<TfKeyedException>(() => Proto(type, [1]).ToTensor());

    [Fact]
    public void Tensors_survive_the_round_trip() => Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, 4], Gen.Byte.Array[0, 8].Array[20], Gen.Byte.Array[20 * 16]).Sample((rows, columns, texts, bytes) =>
    {
        var shape = new TensorShape(rows, columns);
        Tensor strings = Tensor.FromStrings(shape, StringValues.FromBytes(texts[..(rows * columns)]));
        Assert.True(strings.BitEquals(strings.ToProto().ToTensor()));
        foreach (DataType type in Enum.GetValues<DataType>().Where(t => t.IsFixedSize()))
        {
            Tensor tensor = Tensor.FromBytes(type, shape, bytes.AsMemory(0, rows * columns * type.Size()));
            Assert.True(tensor.BitEquals(tensor.ToProto().ToTensor()));
        }
    });

    private static TensorProto Proto(DataType type, long[] shape, Action<TensorProto>? fill = null)
    {
        var proto = new TensorProto { Dtype = type, TensorShape = new TensorShapeProto() };
        proto.TensorShape.Dim.Add(shape.Select(s => new TensorShapeProto.Types.Dim { Size = s }));
        fill?.Invoke(proto);
        return proto;
    }
}
