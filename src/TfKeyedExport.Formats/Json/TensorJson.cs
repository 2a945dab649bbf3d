using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>Tensors in the golden form: <c>{"dtype":"DT_FLOAT","shape":[2],"data":[1.0,2.0]}</c>.</summary>
/// <remarks>
/// Strings are <c>{"b64":"..."}</c> (plain text is read too); NaN and infinities are strings; half and bfloat16 are numbers; complex numbers
/// are <c>[real, imaginary]</c>. Elements are in row-major order, not nested.
/// </remarks>
public static class TensorJson
{
    private const int MaxRank = 254;

    /// <summary>Reads one tensor.</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">Its place in the document, for errors.</param>
    /// <exception cref="TfKeyedException">A field is missing or wrong, or the data do not fill the shape.</exception>
    public static Tensor Read(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw TfKeyedException.BadRequest($"a tensor is expected here, not {JsonText.Describe(element)}", where, Form);
        DataType type = ReadType(element, where);
        TensorShape shape = ReadShape(element, where);
        if (!element.TryGetProperty("data"u8, out JsonElement data) || data.ValueKind != JsonValueKind.Array)
            throw TfKeyedException.BadRequest("the tensor has no list \"data\"", where, Form);
        long count = CountOf(shape, where);
        if (count != data.GetArrayLength())
            throw TfKeyedException.BadRequest($"the shape {shape} holds {count} elements, but \"data\" has {data.GetArrayLength()}", where);
        var values = new List<JsonElement>((int)count);
        foreach (JsonElement value in data.EnumerateArray())
            values.Add(value);
        return new ElementReader(type, where).Read(shape, values);
    }

    /// <summary>Writes one tensor.</summary>
    public static void Write(Utf8JsonWriter json, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(tensor);
        json.WriteStartObject();
        json.WriteString("dtype"u8, tensor.Type.ProtoName());
        json.WriteStartArray("shape"u8);
        foreach (long size in tensor.Shape.Dimensions)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data"u8);
        var elements = new ElementWriter(tensor);
        for (int i = 0; i < tensor.Count; i++)
            elements.Write(json, i);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private const string Form = "a tensor is {\"dtype\": \"DT_FLOAT\", \"shape\": [2], \"data\": [1.0, 2.0]}";

    private static DataType ReadType(JsonElement element, string where)
    {
        if (!element.TryGetProperty("dtype"u8, out JsonElement name))
            throw TfKeyedException.BadRequest("the tensor has no \"dtype\"", where, Form);
        string text = JsonText.Text(name, where);
        return DataTypeFacts.Parse(text)
            ?? throw TfKeyedException.BadRequest($"there is no type {JsonText.Describe(name)}", where, "use a name such as DT_FLOAT, DT_STRING or DT_INT64");
    }

    private static TensorShape ReadShape(JsonElement element, string where)
    {
        if (!element.TryGetProperty("shape"u8, out JsonElement sizes) || sizes.ValueKind != JsonValueKind.Array || sizes.GetArrayLength() > MaxRank)
            throw TfKeyedException.BadRequest("the tensor has no list \"shape\" of sizes", where, Form);
        var dimensions = new List<long>();
        foreach (JsonElement size in sizes.EnumerateArray())
        {
            if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out long value) || value < 0)
                throw TfKeyedException.BadRequest($"{JsonText.Describe(size)} is not a size", $"{where}, shape");
            dimensions.Add(value);
        }
        return new TensorShape(dimensions.ToArray());
    }

    private static long CountOf(TensorShape shape, string where)
    {
        try
        {
            return shape.ElementCount();
        }
        catch (OverflowException error)
        {
            throw TfKeyedException.BadRequest($"the shape {shape} is too large", where, inner: error);
        }
    }
}
