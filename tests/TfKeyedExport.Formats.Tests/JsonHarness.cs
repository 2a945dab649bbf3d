using System.Buffers;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests;

/// <summary>Short ways to read and write the JSON forms in tests.</summary>
internal static class JsonHarness
{
    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static Tensor ReadTensor(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return TensorJson.Read(document.RootElement, "test");
    }

    public static string WriteTensor(Tensor tensor)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            TensorJson.Write(json, tensor);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static ModelSignature Takes(params SignatureArgument[] inputs) =>
        new("serving_default", ModelSignature.PredictMethod, inputs, []);

    public static SignatureArgument Input(string name, DataType type) => new(name, type, new TensorShape(-1), $"{name}:0");

    public static IReadOnlyDictionary<string, Tensor> Predict(string body, params SignatureArgument[] inputs)
    {
        Tensor[] tensors = PredictBody.Read(Utf8(body), RestOptions.Default).ToTensors(new RestSignature(Takes(inputs)));
        return tensors.Index().ToDictionary(t => inputs[t.Index].Name, t => t.Item, StringComparer.Ordinal);
    }

    public static string Answer(PredictForm form, params (string Name, Tensor Value)[] outputs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var signature = new ModelSignature(
            "serving_default", ModelSignature.PredictMethod, [], [.. outputs.Select(o => new SignatureArgument(o.Name, o.Value.Type, o.Value.Shape, o.Name))]);
        PredictAnswer.Write(buffer, form, new RestSignature(signature), [.. outputs.Select(o => o.Value)], RestOptions.Default);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static TfKeyedException Unreadable(Action action)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(action);
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        return error;
    }
}
