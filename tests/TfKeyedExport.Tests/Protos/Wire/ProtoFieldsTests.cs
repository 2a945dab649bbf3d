using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Protos.Wire;

/// <summary>What is read in place is what parsers of protos, TensorFlow's among them, read.</summary>
public class ProtoFieldsTests
{
    private static readonly byte[] VarintOfField2 = [2 << 3, 5];

    [Fact]
    public void A_field_that_is_not_written_as_declared_is_passed_over()
    {
        var fields = new ProtoFields([.. VarintOfField2, (2 << 3) | 2, 1, (byte)'a']);

        Assert.True(fields.Next());
        Assert.Equal((0, 2), (fields.Number, fields.AnyNumber));
        Assert.True(fields.Next());
        Assert.Equal((2, 2), (fields.Number, fields.AnyNumber));
        Assert.False(fields.Next() || fields.IsDamaged);
    }

    [Fact]
    public void A_tag_of_more_than_32_bits_is_damage()
    {
        var fields = new ProtoFields([0x92, 0x80, 0x80, 0x80, 0x10, 0]);

        Assert.False(fields.Next());
        Assert.True(fields.IsDamaged);
    }

    [Fact]
    public void A_number_in_place_of_a_metagraph_is_none()
    {
        byte[] content = [.. VarintOfField2, .. File.ReadAllBytes(Path.Combine(Repository.Model("counter"), SavedModel.ProtoName))];
        string folder = Directory.CreateTempSubdirectory("tfkeyed-fields-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, SavedModel.ProtoName), content);
            SavedModel model = SavedModel.Load(folder);

            Assert.Equal(model.MetaGraphs.Count, model.Proto.MetaGraphs.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_function_whose_signature_is_written_in_pieces_is_damaged()
    {
        // A parser joins the two, and calls it by the name of the first.
        FunctionDef function = GraphText.Function("f", ["a"], "r:output:0", "r Identity a T=float");
        byte[] pieces = [.. function.ToByteArray(), .. new FunctionDef { Signature = new OpDef() }.ToByteArray()];
        Assert.Equal("f", FunctionDef.Parser.ParseFrom(pieces).Signature.Name);
        MetaGraph model = GraphText.Model("x Placeholder dtype=float\ny f x", ["y:0"], function).MetaGraphs[0];
        model.Proto.GraphDef.Library.Function[0] = ByteString.CopyFrom(pieces);

        var error = Assert.Throws<TfKeyedException>(() => new GraphSource(model).AllFunctions().ToList());
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_model_with_a_collection_or_signature_in_pieces_is_damaged(int map)
    {
        // Some parsers join the pieces, and some take the last one.
        byte[] entry = [1 << 3 | 2, 1, (byte)'k', 2 << 3 | 2, 2, 1 << 3 | 2, 0, 2 << 3 | 2, 0];
        byte[] metaGraph = [(byte)(map << 3 | 2), (byte)entry.Length, .. entry];
        byte[] model = [1 << 3, 1, 2 << 3 | 2, (byte)metaGraph.Length, .. metaGraph];

        Assert.Null(SavedModelReader.TakeApart(model));
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => SavedModelReader.Parse(model, "here")).Kind);
    }

    [Fact]
    public void An_attribute_as_deep_as_no_parser_goes_is_an_error_and_no_crash()
    {
        byte[] value = [];
        for (int depth = 0; depth < 3000; depth++)
        {
            // A function, called with an attribute that is a function.
            byte[] entry = Field(2, value);
            value = Field(10, Field(2, entry));
        }

        Assert.Throws<TfKeyedException>(() => WireShape.Attribute.Check(value, "here"));
    }

    private static byte[] Field(int number, byte[] content)
    {
        var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(content));
        }
        return stream.ToArray();
    }

    [Fact]
    public void An_entry_of_a_map_has_one_value()
    {
        byte[] entry = [1 << 3 | 2, 1, (byte)'T', 2 << 3 | 2, 0, 2 << 3 | 2, 0];

        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => MapEntry.Read(entry, "here")).Kind);
    }
}
