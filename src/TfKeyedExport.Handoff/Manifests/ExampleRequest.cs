using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>A request of one row, for people to send by hand.</summary>
internal static class ExampleRequest
{
    private const int MostCharacters = 2000;
    private const int MostElements = 512;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of a predict request; null if it would be too long to look at.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="inputs">One row, in the signature's order.</param>
    /// <param name="ownRows">Whether each input has an entry a row.</param>
    public static string? Body(ModelSignature signature, IReadOnlyList<Tensor> inputs, bool ownRows)
    {
        if (inputs.Any(t => t.Count > MostElements || !IsFinite(t)))
            return null;
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            if (signature.Name != ModelSignature.ServingDefault)
                json.WriteString("signature_name"u8, signature.Name);
            if (ownRows)
            {
                json.WriteStartArray("instances"u8);
                json.WriteStartObject();
            }
            else
            {
                json.WriteStartObject("inputs"u8);
            }
            for (int i = 0; i < inputs.Count; i++)
            {
                json.WritePropertyName(signature.Inputs[i].Name);
                int element = 0;
                Write(json, inputs[i], ownRows ? 1 : 0, ref element);
            }
            json.WriteEndObject();
            if (ownRows)
                json.WriteEndArray();
            json.WriteEndObject();
        }
        return text.WrittenCount > MostCharacters ? null : System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Tensor tensor, int dimension, ref int element)
    {
        if (dimension >= tensor.Shape.Rank)
        {
            WriteElement(json, tensor, element++);
            return;
        }
        json.WriteStartArray();
        for (long i = 0; i < tensor.Shape[dimension]; i++)
            Write(json, tensor, dimension + 1, ref element);
        json.WriteEndArray();
    }

    private static void WriteElement(Utf8JsonWriter json, Tensor tensor, int element)
    {
        if (tensor.Type == DataType.String && IsPlain(tensor.Strings[element]))
            json.WriteStringValue(tensor.Strings[element]);
        else
            new ElementWriter(tensor).Write(json, element);
    }

    // What shows as it is, and is not taken for the end of a command or of a block in the README.
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is < (byte)' ' or > (byte)'~' or (byte)'`')
                return false;
        }
        return true;
    }

    // Bodies have no words for these that every reader takes.
    private static bool IsFinite(Tensor tensor) => tensor.Type switch
    {
        DataType.Float => !tensor.Values<float>().ContainsAnyExceptInRange(float.MinValue, float.MaxValue),
        DataType.Double => !tensor.Values<double>().ContainsAnyExceptInRange(double.MinValue, double.MaxValue),
        DataType.Complex64 or DataType.Complex128 => false,
        _ => true,
    };
}
