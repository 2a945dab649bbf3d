using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes an input's default value as protobuf prints a tensor: a list for each type, of which one has values.</summary>
internal static class DefaultJson
{
    private static readonly string[] Lists =
    [
        "half_val", "float_val", "double_val", "int_val", "string_val", "scomplex_val", "int64_val", "bool_val", "dcomplex_val", "resource_handle_val",
        "variant_val", "uint32_val", "uint64_val",
    ];

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, string name, Tensor tensor)
    {
        (string list, Action<int> write) = Form(json, tensor);
        json.WriteStartObject(name);
        json.WriteString("dtype"u8, tensor.Type.ProtoName());
        MetadataAnswer.WriteShape(json, tensor.Shape);
        json.WriteNumber("version_number"u8, 0);
        json.WriteString("tensor_content"u8, "");
        foreach (string each in Lists)
        {
            json.WriteStartArray(each);
            for (int i = 0; each == list && i < tensor.Count; i++)
                write(i);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static (string List, Action<int> Write) Form(Utf8JsonWriter json, Tensor tensor) => tensor.Type switch
    {
        DataType.Float => ("float_val", i => Number(json, tensor.Values<float>()[i])),
        DataType.Double => ("double_val", i => Number(json, tensor.Values<double>()[i])),
        DataType.String => ("string_val", i => json.WriteBase64StringValue(tensor.Strings[i])),
        DataType.Bool => ("bool_val", i => json.WriteBooleanValue(tensor.Bytes.Span[i] != 0)),
        DataType.Int32 => ("int_val", i => json.WriteNumberValue(tensor.Values<int>()[i])),
        DataType.Int16 => ("int_val", i => json.WriteNumberValue(tensor.Values<short>()[i])),
        DataType.Int8 => ("int_val", i => json.WriteNumberValue(tensor.Values<sbyte>()[i])),
        DataType.Uint8 => ("int_val", i => json.WriteNumberValue(tensor.Values<byte>()[i])),
        DataType.Uint16 => ("int_val", i => json.WriteNumberValue(tensor.Values<ushort>()[i])),
        DataType.Half or DataType.Bfloat16 => ("half_val", i => json.WriteNumberValue(tensor.Values<ushort>()[i])),
        DataType.Uint32 => ("uint32_val", i => json.WriteNumberValue(tensor.Values<uint>()[i])),
        DataType.Int64 => ("int64_val", i => json.WriteStringValue(tensor.Values<long>()[i].ToString(CultureInfo.InvariantCulture))),
        DataType.Uint64 => ("uint64_val", i => json.WriteStringValue(tensor.Values<ulong>()[i].ToString(CultureInfo.InvariantCulture))),
        _ => ("", _ => { }),
    };

    private static void Number<T>(Utf8JsonWriter json, T value)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        if (T.IsFinite(value))
            json.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
        else
            json.WriteStringValue(T.IsNaN(value) ? "NaN" : T.IsPositive(value) ? "Infinity" : "-Infinity");
    }
}
