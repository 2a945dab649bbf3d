using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

/// <summary>Bytes that nobody prepared with care, where sequences, records and encodings are read: an answer or a plain error, never a crash.</summary>
public class HostileSequenceTests
{
    // A list f of one feature with one float, and a list i of one feature with one integer.
    private static readonly byte[] Example = Convert.FromHexString(
        "121F" + "0A0F0A0166120A0A0812060A040000803F" + "0A0C0A016912070A051A030A0105");

    private static readonly Gen<byte[]> Mutations = Gen.Select(
        Gen.Int[0, Example.Length - 1], Gen.Byte, Gen.Int[0, Example.Length - 1], Gen.Byte, Gen.Int[0, Example.Length])
        .Select((at, b, at2, b2, length) =>
        {
            byte[] bytes = (byte[])Example.Clone();
            bytes[at] = b;
            bytes[at2] = b2;
            return bytes[..length];
        });

    [Fact]
    public void The_example_that_is_changed_can_be_read_itself()
    {
        Tensor[] results = Run(Example);

        Assert.Equal([5L], results[1].Values<long>());
        Assert.Equal([1L, 1, 1], results[3].Shape.Dimensions.ToArray());
    }

    [Fact]
    public void A_changed_sequence_example_is_parsed_or_refused() => Mutations.Sample(Parse, iter: 2_000);

    [Fact]
    public void Any_bytes_are_parsed_as_sequences_or_refused() => Gen.Byte.Array[0, 60].Sample(Parse, iter: 2_000);

    [Fact]
    public void Any_record_is_taken_apart_or_refused() => Gen.Char["a,\"\n\r;1 "].Array[0, 12].Select(c => new string(c)).Sample(
        record => Survives(() => OneOp.Run(
            "DecodeCSV", new() { ["OUT_TYPE"] = Types(DataType.String, DataType.String) },
            [Tensor.FromText(record), Tensor.FromText("d"), Tensor.FromText("d")],
            [DataType.String, DataType.String])),
        iter: 2_000);

    [Fact]
    public void Any_bytes_are_decoded_whatever_the_encoding() => Gen
        .Select(Gen.Byte.Array[0, 9], Gen.OneOf("UTF-8", "UTF-16-BE", "UTF-32-BE", "US-ASCII"))
        .Sample((bytes, encoding) => Survives(() => OneOp.Run(
            "UnicodeDecodeWithOffsets",
            new() { ["input_encoding"] = Text(encoding), ["errors"] = Text("replace"), ["Tsplits"] = new() { Type = DataType.Int64 } },
            [Strings(bytes)], [DataType.Int64, DataType.Int32, DataType.Int64])),
        iter: 2_000);

    private static void Parse(byte[] serialized) => Survives(() => Run(serialized));

    private static Tensor[] Run(byte[] serialized) => OneOp.Run(
        "ParseSequenceExampleV2",
        new()
        {
            ["Nfeature_list_sparse"] = new() { I = 1 },
            ["Nfeature_list_dense"] = new() { I = 1 },
            ["feature_list_sparse_types"] = Types(DataType.Int64),
            ["feature_list_dense_types"] = Types(DataType.Float),
            ["feature_list_dense_shapes"] = new()
            {
                List = new AttrValue.Types.ListValue { Shape = { new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } } } },
            },
        },
        [
            Strings(serialized), Tensor.FromText(), Tensor.FromText(), Tensor.FromText(), Tensor.FromText(), Tensor.FromText("i"), Tensor.FromText("f"),
            Tensor.FromText(), Tensor.From<bool>(true),
        ],
        [DataType.Int64, DataType.Int64, DataType.Int64, DataType.Float, DataType.Int64]);

    private static void Survives(Action call)
    {
        try
        {
            call();
        }
        catch (TfKeyedException e)
        {
            Assert.Equal(ErrorKind.Engine, e.Kind);
            Assert.DoesNotContain("the operation failed on its inputs", e.Message, StringComparison.Ordinal);
        }
    }

    private static Tensor Strings(byte[] bytes) => Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes(bytes));

    private static AttrValue Text(string text) => new() { S = Google.Protobuf.ByteString.CopyFromUtf8(text) };

    private static AttrValue Types(params DataType[] types) => new() { List = new AttrValue.Types.ListValue { Type = { types } } };
}
