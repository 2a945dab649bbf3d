using System.Buffers;
using System.Text;
using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Protocols.Rest;
using TfKeyedExport.Remote.Tests.Servers;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Remote.Tests.Protocols.Rest;

public class MetadataReaderTests
{
    [Fact]
    public void What_the_server_writes_of_signatures_is_read_back()
    {
        RemoteModel model = MetadataReader.Read(Written(Toy.Signature), "here");

        ModelSignature read = Assert.Single(model.Signatures);
        Assert.Equal(7, model.Version);
        Assert.Equal(Toy.Signature.ToString(), read.ToString());
    }

    [Fact]
    public void Types_that_nobody_knows_hinder_no_other_signature()
    {
        var init = new ModelSignature("init", "", [], [new SignatureArgument("done", DataType.Invalid, TensorShape.Unknown, "NoOp")]);

        Assert.Equal(2, MetadataReader.Read(Written(init, Toy.Signature), "here").Signatures.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"metadata": {"signature_def": {"signature_def": {"a": 3}}}}""")]
    [InlineData("""{"metadata": {"signature_def": {"signature_def": {"a": {"inputs": {"x": {"dtype": 1}}}}}}}""")]
    [InlineData("""{"metadata": {"signature_def": {"signature_def": {"a": {"inputs": {"x": {"dtype": "DT_INT8", "tensor_shape": {"dim": [{}]}}}}}}}}""")]
    [InlineData("""{"model_spec": {"version": "99999999999999999999999"}, "metadata": {"signature_def": {"signature_def": {}}}}""")]
    [InlineData("""{"metadata": {"signature_def": {"signature_def": {"a": {"inputs": {"x": {"dtype": "", "tensor_shape": {"dim": [{"size": -7}]}}}}}}}}""")]
    public void What_is_no_metadata_is_unreadable(string text) =>
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => MetadataReader.Read(Encoding.UTF8.GetBytes(text), "here")).Kind);

    [Fact]
    public void Damaged_metadata_is_read_or_refused_and_nothing_else() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] text = Written(Toy.Signature);
            foreach ((int place, byte value) in changes)
                text[place % text.Length] = value;
            try
            {
                MetadataReader.Read(text, "here");
            }
            catch (TfKeyedException)
            {
                // As it should be.
            }
        });

    private static byte[] Written(params IReadOnlyList<ModelSignature> signatures)
    {
        var text = new ArrayBufferWriter<byte>();
        MetadataAnswer.Write(text, "toy", 7, signatures);
        return text.WrittenSpan.ToArray();
    }
}
