using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes what a REST request for a model's metadata is answered: its signatures, as TF Serving prints them.</summary>
public static class MetadataAnswer
{
    /// <summary>Writes the answer.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="signatures">Its signatures.</param>
    public static void Write(IBufferWriter<byte> destination, string model, long version, IReadOnlyList<ModelSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        using (Utf8JsonWriter json = ProtoJson.Writer(destination))
        {
            json.WriteStartObject();
            json.WriteStartObject("model_spec"u8);
            json.WriteString("name"u8, model);
            json.WriteString("signature_name"u8, "");
            json.WriteString("version"u8, version.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteStartObject("metadata"u8);
            // One is the name of the metadata, the other that of the message's field.
            json.WriteStartObject("signature_def"u8);
            json.WriteStartObject("signature_def"u8);
            foreach (ModelSignature signature in signatures)
                Write(json, signature);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        destination.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, ModelSignature signature)
    {
        json.WriteStartObject(signature.Name);
        Write(json, "inputs", signature.Inputs);
        Write(json, "outputs", signature.Outputs);
        json.WriteString("method_name"u8, signature.MethodName);
        json.WriteStartObject("defaults"u8);
        foreach (SignatureArgument input in signature.Inputs)
        {
            if (input.Default is not null)
                DefaultJson.Write(json, input.Name, input.Default);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<SignatureArgument> arguments)
    {
        json.WriteStartObject(name);
        foreach (SignatureArgument argument in arguments)
        {
            json.WriteStartObject(argument.Name);
            json.WriteString("dtype"u8, argument.Type.ProtoName());
            WriteShape(json, argument.Shape);
            if (argument.IsTensor)
                json.WriteString("name"u8, argument.TensorName);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes a shape.</summary>
    internal static void WriteShape(Utf8JsonWriter json, TensorShape shape)
    {
        json.WriteStartObject("tensor_shape"u8);
        json.WriteStartArray("dim"u8);
        foreach (long size in shape.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("size"u8, size.ToString(CultureInfo.InvariantCulture));
            json.WriteString("name"u8, "");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("unknown_rank"u8, !shape.HasRank);
        json.WriteEndObject();
    }
}
