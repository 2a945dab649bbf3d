using System.Text;
using System.Text.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Tests.Rest;

/// <summary>Tensors as the conformance cases write them.</summary>
internal static class CaseTensors
{
    public static Tensor Read(JsonElement json)
    {
        DataType type = DataTypeFacts.Parse(json.GetProperty("dtype").GetString()!)!.Value;
        var shape = new TensorShape([.. json.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64())]);
        JsonElement[] data = [.. json.GetProperty("data").EnumerateArray()];
        return type switch
        {
            DataType.String => Tensor.FromStrings(shape, StringValues.FromBytes([.. data.Select(Text)])),
            DataType.Float => Tensor.From<float>(shape, [.. data.Select(d => (float)Number(d))]),
            DataType.Double => Tensor.From<double>(shape, [.. data.Select(Number)]),
            DataType.Half => Tensor.From<Half>(shape, [.. data.Select(d => (Half)Number(d))]),
            DataType.Complex64 => Tensor.From<Complex64>(shape, [.. data.Select(d => new Complex64((float)Number(d), 0))]),
            DataType.Bool => Tensor.From<bool>(shape, [.. data.Select(d => d.GetBoolean())]),
            DataType.Int32 => Tensor.From<int>(shape, [.. data.Select(d => d.GetInt32())]),
            DataType.Int64 => Tensor.From<long>(shape, [.. data.Select(d => d.GetInt64())]),
            DataType.Int8 => Tensor.From<sbyte>(shape, [.. data.Select(d => d.GetSByte())]),
            DataType.Uint8 => Tensor.From<byte>(shape, [.. data.Select(d => d.GetByte())]),
            DataType.Uint32 => Tensor.From<uint>(shape, [.. data.Select(d => d.GetUInt32())]),
            _ => throw new NotSupportedException(type.ToString()),
        };
    }

    private static byte[] Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(value.GetString()!) : value.GetProperty("b64").GetBytesFromBase64();

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.NegativeZero,
    };
}
