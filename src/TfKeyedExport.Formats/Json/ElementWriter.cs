using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>
/// Writes elements of a tensor as JSON values: floats with the fewest digits that read back to the same bits, NaN and infinities as strings, every string in
/// base64.
/// </summary>
/// <param name="tensor">The tensor.</param>
internal readonly struct ElementWriter(Tensor tensor)
{
    /// <summary>Writes one element.</summary>
    public void Write(Utf8JsonWriter json, int index)
    {
        switch (tensor.Type)
        {
            case DataType.String: WriteString(json, tensor.Strings[index]); break;
            case DataType.Bool: json.WriteBooleanValue(tensor.Bytes.Span[index] != 0); break;
            case DataType.Float: WriteFloat(json, tensor.Values<float>()[index]); break;
            case DataType.Double: WriteFloat(json, tensor.Values<double>()[index]); break;
            case DataType.Half: WriteFloat(json, tensor.Values<Half>()[index]); break;
            case DataType.Bfloat16: WriteFloat(json, (float)tensor.Values<BFloat16>()[index]); break;
            case DataType.Int8 or DataType.Qint8 or DataType.Int4 or DataType.Int2: json.WriteNumberValue(tensor.Values<sbyte>()[index]); break;
            case DataType.Uint8 or DataType.Quint8 or DataType.Uint4 or DataType.Uint2: json.WriteNumberValue(tensor.Values<byte>()[index]); break;
            case DataType.Int16 or DataType.Qint16: json.WriteNumberValue(tensor.Values<short>()[index]); break;
            case DataType.Uint16 or DataType.Quint16: json.WriteNumberValue(tensor.Values<ushort>()[index]); break;
            case DataType.Int32 or DataType.Qint32: json.WriteNumberValue(tensor.Values<int>()[index]); break;
            case DataType.Uint32: json.WriteNumberValue(tensor.Values<uint>()[index]); break;
            case DataType.Int64: json.WriteNumberValue(tensor.Values<long>()[index]); break;
            case DataType.Uint64: json.WriteNumberValue(tensor.Values<ulong>()[index]); break;
            case DataType.Complex64: WriteComplex64(json, tensor.Values<Complex64>()[index]); break;
            case DataType.Complex128: WriteComplex128(json, tensor.Values<Complex>()[index]); break;
            default: WriteFloat(json, SmallFloats.Decode(tensor.Type, tensor.Bytes.Span[index])); break;
        }
    }

    private static void WriteString(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject();
        json.WriteBase64String("b64"u8, value);
        json.WriteEndObject();
    }

    private static void WriteComplex64(Utf8JsonWriter json, Complex64 value)
    {
        json.WriteStartArray();
        WriteFloat(json, value.Real);
        WriteFloat(json, value.Imaginary);
        json.WriteEndArray();
    }

    private static void WriteComplex128(Utf8JsonWriter json, Complex value)
    {
        json.WriteStartArray();
        WriteFloat(json, value.Real);
        WriteFloat(json, value.Imaginary);
        json.WriteEndArray();
    }

    private static void WriteFloat<T>(Utf8JsonWriter json, T value)
        where T : IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            json.WriteStringValue(T.IsNaN(value) ? "NaN"u8 : T.IsPositive(value) ? "Infinity"u8 : "-Infinity"u8);
            return;
        }
        Span<byte> text = stackalloc byte[40];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        // 3 becomes 3.0, so that a reader who goes by the spelling takes it for a float too.
        if (!text[..length].ContainsAnyExcept("-0123456789"u8))
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
