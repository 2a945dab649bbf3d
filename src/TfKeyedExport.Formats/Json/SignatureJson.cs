using System.Text.Json;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>Signatures and their parts as JSON: one form, in every verb.</summary>
public static class SignatureJson
{
    /// <summary>Writes <c>{"method":..., "inputs":{NAME:{...}}, "outputs":{...}}</c>.</summary>
    public static void Write(Utf8JsonWriter json, ModelSignature signature)
    {
        json.WriteStartObject();
        json.WriteString("method"u8, signature.MethodName);
        Write(json, "inputs", signature.Inputs);
        Write(json, "outputs", signature.Outputs);
        json.WriteEndObject();
    }

    /// <summary>Writes inputs or outputs by name.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<SignatureArgument> arguments)
    {
        json.WriteStartObject(name);
        foreach (SignatureArgument argument in arguments)
        {
            json.WriteStartObject(argument.Name);
            json.WriteString("dtype"u8, argument.Type.ProtoName());
            json.WritePropertyName("shape"u8);
            Write(json, argument.Shape);
            if (argument.IsTensor)
                json.WriteString("tensor"u8, argument.TensorName);
            if (argument.Default is not null)
            {
                json.WritePropertyName("default"u8);
                TensorJson.Write(json, argument.Default);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes a shape: a list with -1 for open sizes, or null if not even the rank is known.</summary>
    public static void Write(Utf8JsonWriter json, TensorShape shape)
    {
        if (!shape.HasRank)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (long size in shape.Dimensions)
            json.WriteNumberValue(size);
        json.WriteEndArray();
    }
}
