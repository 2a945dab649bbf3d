using System.Globalization;
using System.Runtime.InteropServices;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>A TensorProto as it is seen by <see cref="Grpc.MessageView"/>.</summary>
internal static class GrpcTensor
{
    /// <summary>Its shape and elements; the last one that is there stands for all that are missing.</summary>
    public static CaseTensor Read(JsonNode proto)
    {
        int[] shape = [.. (proto["tensor_shape"]?["dim"]?.Items ?? []).Select(d => (int)d["size"]!.Number)];
        int count = shape.Aggregate(1, (n, s) => n * s);
        string type = proto["dtype"]?.Text ?? "";
        byte[] content = Convert.FromBase64String(proto["tensor_content_b64"]?.Text ?? "");
        List<JsonNode> data = [.. content.Length > 0 ? OfContent(type, content) : proto[Field(type)]?.Items ?? []];
        while (data.Count > 0 && data.Count < count)
            data.Add(data[^1]);
        return new CaseTensor(shape, data);
    }

    private static string Field(string type) => type switch
    {
        "DT_FLOAT" => "float_val",
        "DT_DOUBLE" => "double_val",
        "DT_INT64" => "int64_val",
        "DT_BOOL" => "bool_val",
        "DT_STRING" => "string_val",
        _ => "int_val",
    };

    private static IEnumerable<JsonNode> OfContent(string type, byte[] content) => type switch
    {
        "DT_FLOAT" => MemoryMarshal.Cast<byte, float>(content).ToArray().Select(v => Number(v.ToString("R", CultureInfo.InvariantCulture))),
        "DT_DOUBLE" => MemoryMarshal.Cast<byte, double>(content).ToArray().Select(v => Number(v.ToString("R", CultureInfo.InvariantCulture))),
        "DT_INT64" => MemoryMarshal.Cast<byte, long>(content).ToArray().Select(v => Number(v.ToString(CultureInfo.InvariantCulture))),
        "DT_INT32" => MemoryMarshal.Cast<byte, int>(content).ToArray().Select(v => Number(v.ToString(CultureInfo.InvariantCulture))),
        _ => throw new FormatException($"the runner does not know tensor_content of {type}"),
    };

    private static JsonNode Number(string token) => JsonNode.OfNumber(token);
}
