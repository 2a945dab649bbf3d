using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>Turns JSON values into the elements of a tensor; nothing is rounded or cut in silence, except decimals to the nearest float.</summary>
/// <param name="type">The elements' type.</param>
/// <param name="where">The tensor's place in the document, for errors.</param>
internal readonly struct ElementReader(DataType type, string where)
{
    private delegate bool TryRead<T>(JsonElement element, out T value);

    /// <summary>Reads all elements.</summary>
    /// <exception cref="TfKeyedException">A value has another type or does not fit.</exception>
    public Tensor Read(TensorShape shape, IReadOnlyList<JsonElement> values) => type switch
    {
        DataType.String => Tensor.FromStrings(shape, Strings(values)),
        DataType.Float => Fill<float>(shape, values, TryFloat),
        DataType.Double => Fill<double>(shape, values, TryDouble),
        DataType.Half => Fill(shape, values, (JsonElement e, out Half v) => TryNarrow(e, d => (Half)d, Half.IsFinite, out v)),
        DataType.Bfloat16 =>
            Fill(shape, values, (JsonElement e, out BFloat16 v) => TryNarrow(e, d => (BFloat16)(float)d, b => float.IsFinite((float)b), out v)),
        DataType.Bool => Fill<bool>(shape, values, TryBool),
        DataType.Int8 or DataType.Qint8 => Fill<sbyte>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetSByte(out v); }),
        DataType.Uint8 or DataType.Quint8 => Fill<byte>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetByte(out v); }),
        DataType.Int16 or DataType.Qint16 => Fill<short>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetInt16(out v); }),
        DataType.Uint16 or DataType.Quint16 => Fill<ushort>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetUInt16(out v); }),
        DataType.Int32 or DataType.Qint32 => Fill<int>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetInt32(out v); }),
        DataType.Uint32 => Fill<uint>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetUInt32(out v); }),
        DataType.Int64 => Fill<long>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetInt64(out v); }),
        DataType.Uint64 => Fill<ulong>(shape, values, static (e, out v) => { v = 0; return IsNumber(e) && e.TryGetUInt64(out v); }),
        DataType.Int4 => Fill(shape, values, (JsonElement e, out sbyte v) => TryRange(e, -8, 7, out v)),
        DataType.Int2 => Fill(shape, values, (JsonElement e, out sbyte v) => TryRange(e, -2, 1, out v)),
        DataType.Uint4 => Fill(shape, values, (JsonElement e, out sbyte v) => TryRange(e, 0, 15, out v)),
        DataType.Uint2 => Fill(shape, values, (JsonElement e, out sbyte v) => TryRange(e, 0, 3, out v)),
        DataType.Complex64 => Fill<Complex64>(shape, values, TryComplex64),
        DataType.Complex128 => Fill<Complex>(shape, values, TryComplex128),
        _ when SmallFloats.Covers(type) => SmallFloat(shape, values),
        _ => throw TfKeyedException.BadRequest($"{type.Name()} values have no JSON form", where),
    };

    private Tensor Fill<T>(TensorShape shape, IReadOnlyList<JsonElement> values, TryRead<T> read)
        where T : unmanaged
    {
        byte[] bytes = new byte[checked(values.Count * type.Size())];
        Span<T> elements = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        for (int i = 0; i < elements.Length; i++)
        {
            if (!read(values[i], out elements[i]))
                throw Mismatch(values[i], i);
        }
        return Tensor.FromBytes(type, shape, bytes);
    }

    private Tensor SmallFloat(TensorShape shape, IReadOnlyList<JsonElement> values)
    {
        byte[] bytes = new byte[values.Count];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!TryDouble(values[i], out double value) || !SmallFloats.TryEncode(type, value, out bytes[i]))
                throw Mismatch(values[i], i);
        }
        return Tensor.FromBytes(type, shape, bytes);
    }

    private StringValues Strings(IReadOnlyList<JsonElement> values)
    {
        var builder = new StringValuesBuilder(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            JsonElement value = values[i];
            if (value.ValueKind == JsonValueKind.String)
                builder.Add(Encoding.UTF8.GetBytes(JsonText.Text(value, $"{where}, element {i}")));
            else if (TryBase64(value, out JsonElement encoded) && encoded.TryGetBytesFromBase64(out byte[]? bytes))
                builder.Add(bytes);
            else
                throw Mismatch(value, i);
        }
        return builder.ToValues();
    }

    /// <summary>Whether a value is <c>{"b64": "..."}</c> and nothing more.</summary>
    public static bool TryBase64(JsonElement value, out JsonElement encoded)
    {
        encoded = default;
        return value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 1
            && value.TryGetProperty("b64"u8, out encoded) && encoded.ValueKind == JsonValueKind.String;
    }

    private TfKeyedException Mismatch(JsonElement value, int index) => TfKeyedException.BadRequest(
        $"{JsonText.Describe(value)} is not a {type.Name()} value, or does not fit one",
        $"{where}, element {index}",
        type switch
        {
            DataType.String => "a string is text, or {\"b64\": \"...\"} in base64 for bytes that are not text",
            DataType.Bool => "write true or false",
            DataType.Complex64 or DataType.Complex128 => "write [real, imaginary]",
            _ when type.IsFloating() => "write a number, or one of the strings \"NaN\", \"Infinity\" and \"-Infinity\"",
            _ => "write a whole number within the type's range",
        });

    // JsonElement's own methods throw on other kinds of value instead of returning false.
    private static bool IsNumber(JsonElement element) => element.ValueKind == JsonValueKind.Number;

    private static bool TryRange(JsonElement element, int least, int most, out sbyte value)
    {
        value = 0;
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out int number) || number < least || number > most)
            return false;
        value = (sbyte)number;
        return true;
    }

    private static bool TryBool(JsonElement element, out bool value)
    {
        value = element.ValueKind == JsonValueKind.True;
        return value || element.ValueKind == JsonValueKind.False;
    }

    private static bool TryDouble(JsonElement element, out double value)
    {
        if (element.ValueKind == JsonValueKind.Number)
            return element.TryGetDouble(out value) && double.IsFinite(value);
        value = 0;
        if (element.ValueKind != JsonValueKind.String)
            return false;
        if (element.ValueEquals("NaN"u8))
            value = double.NaN;
        else if (element.ValueEquals("Infinity"u8))
            value = double.PositiveInfinity;
        else if (element.ValueEquals("-Infinity"u8))
            value = double.NegativeInfinity;
        else
            return false;
        return true;
    }

    private static bool TryFloat(JsonElement element, out float value)
    {
        // Parsed as a float at once: by way of a double it would be rounded twice.
        if (element.ValueKind == JsonValueKind.Number)
            return element.TryGetSingle(out value) && float.IsFinite(value);
        bool read = TryDouble(element, out double wide);
        value = (float)wide;
        return read;
    }

    private static bool TryNarrow<T>(JsonElement element, Func<double, T> narrow, Func<T, bool> isFinite, out T value)
    {
        bool read = TryDouble(element, out double wide);
        value = narrow(wide);
        return read && isFinite(value) == double.IsFinite(wide);
    }

    private static bool TryComplex64(JsonElement element, out Complex64 value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2
            || !TryFloat(element[0], out float real) || !TryFloat(element[1], out float imaginary))
            return false;
        value = new Complex64(real, imaginary);
        return true;
    }

    private static bool TryComplex128(JsonElement element, out Complex value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2
            || !TryDouble(element[0], out double real) || !TryDouble(element[1], out double imaginary))
            return false;
        value = new Complex(real, imaginary);
        return true;
    }
}
