using System.Buffers;
using System.Text;
using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest;

public class PredictExchangeTests
{
    private static readonly ModelSignature Signature = new(
        "serving_default", ModelSignature.PredictMethod,
        [Argument("key", DataType.String, -1), Argument("n", DataType.Int64, -1), Argument("x", DataType.Float, -1, 2)],
        [Argument("key", DataType.String, -1), Argument("y", DataType.Float, -1, 1)]);

    [Theory]
    [InlineData(PredictForm.Rows)]
    [InlineData(PredictForm.Columns)]
    public void A_server_reads_what_a_client_wrote_bit_for_bit(PredictForm form) => Gen.Select(
        Gen.Byte.Array[0, 12].Array[1, 5], Gen.Long.Array[5], Gen.Float.Array[10]).Sample((keys, wholes, numbers) =>
    {
        Tensor[] inputs =
        [
            Tensor.FromStrings(new TensorShape(keys.Length), StringValues.FromBytes(keys)),
            Tensor.From<long>(wholes.AsSpan(0, keys.Length)),
            Tensor.From<float>(new TensorShape(keys.Length, 2), numbers.AsSpan(0, 2 * keys.Length)),
        ];
        var body = new ArrayBufferWriter<byte>();
        new PredictExchange(Signature).WriteRequest(body, form, inputs);
        PredictBody read = PredictBody.Read(body.WrittenMemory, RestOptions.Default);
        Tensor[] got = read.ToTensors(new RestSignature(Signature));
        Assert.Equal((form, "serving_default"), (read.Form, read.SignatureName));
        Assert.True(inputs[0].BitEquals(got[0]) && inputs[1].BitEquals(got[1]));
        Assert.Equal(inputs[2].Values<float>().ToArray(), got[2].Values<float>().ToArray());
    });

    [Theory]
    [InlineData(PredictForm.Rows)]
    [InlineData(PredictForm.Columns)]
    public void A_client_reads_what_a_server_answered(PredictForm form)
    {
        Tensor[] outputs = [Tensor.FromText("a", "b"), Tensor.From<float>(new TensorShape(2, 1), [1.5f, float.NaN])];
        var body = new ArrayBufferWriter<byte>();
        PredictAnswer.Write(body, form, new RestSignature(Signature), outputs, RestOptions.Default);

        Tensor[] got = new PredictExchange(Signature).ReadAnswer(body.WrittenMemory, 1 << 20);

        Assert.True(outputs[0].BitEquals(got[0]));
        Assert.Equal(outputs[1].Values<float>().ToArray(), got[1].Values<float>().ToArray());
    }

    [Fact]
    public void Keys_that_are_no_text_are_taken_as_the_bytes_that_TensorFlow_Serving_sends()
    {
        byte[] text = [.. "{\"predictions\": [{\"key\": \""u8, 0xFF, 0xFE, .. "\", \"y\": [2.0]}]}"u8];

        Tensor[] got = new PredictExchange(Signature).ReadAnswer(text, 1 << 20);

        Assert.Equal([0xFF, 0xFE], got[0].Strings[0].ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"error": "no"}""")]
    [InlineData("""{"predictions": 3}""")]
    [InlineData("""{"predictions": [{"key": "a"}]}""")]
    [InlineData("""{"predictions": [{"key": "a", "y": ["b"]}]}""")]
    [InlineData("""{"predictions": [{"key": "a", "y": [1]}, {"key": "a", "y": [1, 2]}]}""")]
    [InlineData("""{"outputs": [1, 2]}""")]
    public void What_is_no_answer_is_told(string text) =>
        Assert.ThrowsAny<TfKeyedException>(() => new PredictExchange(Signature).ReadAnswer(Encoding.UTF8.GetBytes(text), 1 << 20));

    private static SignatureArgument Argument(string name, DataType type, params long[] shape) => new(name, type, new TensorShape(shape), $"{name}:0");
}
