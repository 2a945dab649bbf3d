using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

/// <summary>
/// Sizes and numbers of bits that no tensor can have, as the fuzzer found them: an error that says what is wrong, never an
/// exception that happens to end the call.
/// </summary>
public class HostileSizesTests
{
    [Fact]
    public void A_negative_size_to_stretch_to_is_named() =>
        Assert.Contains(
            "[-3, 2]",
            Refused(
                "BroadcastTo", new() { ["T"] = Type(DataType.Float), ["Tidx"] = Type(DataType.Int32) },
                [Tensor.From<float>(new TensorShape(2, 2), [1, 2, 3, 4]), Tensor.From<int>(-3, 2)], DataType.Float),
            StringComparison.Ordinal);

    [Fact]
    public void More_segments_than_can_be_counted_are_refused() => Refused(
        "UnsortedSegmentSum",
        new() { ["T"] = Type(DataType.Float), ["Tindices"] = Type(DataType.Int32), ["Tnumsegments"] = Type(DataType.Int64) },
        [Tensor.From<float>(1), Tensor.From<int>(0), Tensor.From<long>(TensorShape.Scalar, [1L << 40])], DataType.Float);

    [Theory]
    [InlineData(1L << 40, 1L << 40)]
    [InlineData(1L << 31, 1)]
    public void A_feature_of_a_size_that_no_example_has_is_no_matter_for_another_engine(long rows, long columns)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = rows }, new TensorShapeProto.Types.Dim { Size = columns } } };
        var attributes = new Dictionary<string, AttrValue>
        {
            ["num_sparse"] = new() { I = 0 },
            ["sparse_types"] = new() { List = new() },
            ["ragged_value_types"] = new() { List = new() },
            ["ragged_split_types"] = new() { List = new() },
            ["Tdense"] = new() { List = new() { Type = { DataType.Float } } },
            ["dense_shapes"] = new() { List = new() { Shape = { shape } } },
        };

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => OneOp.Run(
            "ParseExampleV2", attributes,
            [Tensor.FromText("a"), Tensor.FromText(), Tensor.FromText(), Tensor.FromText("f"), Tensor.FromText(), Tensor.From<float>()], [DataType.Float], 2, 3,
            4));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("no example has", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1L << 32)]
    public void A_number_of_bits_that_nothing_has_is_refused(long bits) => Refused(
        "QuantizeAndDequantizeV4",
        new() { ["T"] = Type(DataType.Float), ["num_bits"] = new() { I = bits } },
        [Tensor.From<float>(1), Tensor.From<float>(TensorShape.Scalar, [0]), Tensor.From<float>(TensorShape.Scalar, [1])], DataType.Float);

    [Fact]
    public void A_dense_shape_whose_elements_nobody_can_count_is_refused() => Refused(
        "SparseToDense",
        new() { ["T"] = Type(DataType.Float), ["Tindices"] = Type(DataType.Int64) },
        [Tensor.From<long>(new TensorShape(1, 2), [1, 0]), Tensor.From<long>(1L << 62, 4), Tensor.From<float>(1), Tensor.From<float>(TensorShape.Scalar, [0])],
        DataType.Float);

    [Fact]
    public void Volumes_without_channels_are_refused() => Refused(
        "Conv3D",
        new()
        {
            ["T"] = Type(DataType.Float),
            ["strides"] = Numbers(1, 1, 1, 1, 1),
            ["padding"] = new() { S = Google.Protobuf.ByteString.CopyFromUtf8("SAME") },
        },
        [Tensor.From<float>(new TensorShape(1, 2, 2, 2, 0), []), Tensor.From<float>(new TensorShape(1, 1, 1, 8, 1), new float[8])], DataType.Float);

    [Fact]
    public void Nothing_to_join_is_refused() => Refused("StringJoin", new() { ["N"] = new() { I = 0 } }, [], DataType.String);

    [Fact]
    public void A_precision_below_all_numbers_is_no_precision()
    {
        var attributes = new Dictionary<string, AttrValue>
        {
            ["T"] = Type(DataType.Float),
            ["precision"] = new() { I = -3_000_000_000 },
            ["width"] = new() { I = long.MinValue },
        };

        Assert.Equal("1.500000", OneOp.Run("AsString", attributes, [Tensor.From<float>(1.5f)], [DataType.String])[0].Strings.Text(0));
    }

    private static string Refused(string op, Dictionary<string, AttrValue> attributes, Tensor[] inputs, DataType output)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => OneOp.Run(op, attributes, inputs, [output]));
        Assert.Contains(error.Kind, (ErrorKind[])[ErrorKind.Engine, ErrorKind.Unreadable, ErrorKind.Limit]);
        Assert.DoesNotContain("the operation failed on its inputs", error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    private static AttrValue Numbers(params long[] numbers) => new() { List = new AttrValue.Types.ListValue { I = { numbers } } };

    private static AttrValue Type(DataType type) => new() { Type = type };
}
