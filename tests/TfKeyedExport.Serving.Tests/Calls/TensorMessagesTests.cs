using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Calls;

public sealed class TensorMessagesTests
{
    [Theory]
    [InlineData(DataType.Float)]
    [InlineData(DataType.Double)]
    [InlineData(DataType.Half)]
    [InlineData(DataType.Bfloat16)]
    [InlineData(DataType.Int8)]
    [InlineData(DataType.Uint8)]
    [InlineData(DataType.Int16)]
    [InlineData(DataType.Uint16)]
    [InlineData(DataType.Int32)]
    [InlineData(DataType.Uint32)]
    [InlineData(DataType.Int64)]
    [InlineData(DataType.Uint64)]
    [InlineData(DataType.Complex64)]
    public void Numbers_come_back_with_their_bits_in_both_forms(DataType type)
    {
        byte[] bytes = [.. Enumerable.Range(0, 3 * type.Size()).Select(i => (byte)(0x81 + i))];
        Tensor tensor = Tensor.FromBytes(type, new TensorShape(3), bytes);
        Assert.True(tensor.BitEquals(Again(tensor, asContent: false)));
        Assert.True(tensor.BitEquals(Again(tensor, asContent: true)));
    }

    [Fact]
    public void Strings_that_are_no_text_come_back_with_their_bytes()
    {
        Tensor tensor = Tensor.FromStrings(new TensorShape(2), StringValues.FromBytes([0, 255, 128], []));
        Assert.True(tensor.BitEquals(Again(tensor, asContent: true)));
    }

    [Theory]
    [InlineData(1L << 26)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(-7)]
    public void A_small_request_with_a_huge_or_impossible_shape_is_refused(long size)
    {
        foreach (DataType type in (DataType[])[DataType.Float, DataType.String])
            Refused(new TensorProto { Dtype = type, TensorShape = ShapeOf(size) });
    }

    [Fact]
    public void A_picture_of_one_colour_may_still_be_sent_as_one_number()
    {
        var message = new TensorProto { Dtype = DataType.Float, TensorShape = ShapeOf(224 * 224 * 3), FloatVal = { 0.5F } };
        Assert.Equal(0.5F, TensorMessages.Read(message, "x").Values<float>()[^1]);
    }

    [Fact]
    public void Content_of_another_length_than_the_shape_is_refused() =>
        Refused(new TensorProto { Dtype = DataType.Float, TensorShape = ShapeOf(2), TensorContent = ByteString.CopyFrom(1, 2, 3, 4) });

    [Fact]
    public void A_tensor_without_a_type_is_refused() => Refused(new TensorProto());

    private static TensorShapeProto ShapeOf(long size) => new() { Dim = { new TensorShapeProto.Types.Dim { Size = size } } };

    private static Tensor Again(Tensor tensor, bool asContent) =>
        TensorMessages.Read(TensorProto.Parser.ParseFrom(TensorMessages.Write(tensor, asContent).ToByteArray()), "x");

    private static void Refused(TensorProto message)
    {
        ServingFault fault = Assert.Throws<ServingFault>(() => TensorMessages.Read(message, "x"));
        Assert.Equal((Code.InvalidArgument, "tensor parsing error: x"), (fault.Code, fault.Message));
    }
}
