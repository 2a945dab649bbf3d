using System.Text.RegularExpressions;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>A step of a batching case.</summary>
/// <param name="Node">What it says.</param>
/// <param name="Model">The model that it calls.</param>
internal sealed partial record Step(JsonNode Node, string Model)
{
    private static readonly HashSet<string> CaseKeys = ["at_ms", "predict", "via", "body", "model", "repeat", "note", "reload", "start_with", "deadline_ms"];
    private static readonly HashSet<string> PredictKeys = ["inputs", "signature", "deadline_ms"];
    private static readonly HashSet<string> InputKeys = ["data", "shape", "dtype"];

    /// <summary>When it is sent after the case's begin.</summary>
    public TimeSpan At => TimeSpan.FromMilliseconds(Node["at_ms"]?.Number ?? 0);

    /// <summary>A body that is sent by REST; null if it is none.</summary>
    public string? RestBody => Node["via"]?.Text == "rest" ? Node["body"]?.Text : null;

    /// <summary>The predict that is sent by gRPC; null if it is none.</summary>
    public JsonNode? Predict => Node["predict"];

    /// <summary>What the server is told of its models; null if nothing.</summary>
    public string? Reload => Node["reload"]?.Text;

    /// <summary>What is there when the server starts; null if nothing.</summary>
    public string? StartWith => Node["start_with"]?.Text;

    /// <summary>The client's deadline.</summary>
    public TimeSpan? Deadline => (Node["deadline_ms"] ?? Predict?["deadline_ms"]) is { } ms ? TimeSpan.FromMilliseconds(ms.Number) : null;

    /// <summary>The steps of a case, those that repeat as often as they do.</summary>
    public static IReadOnlyList<Step> Of(JsonNode one)
    {
        string usual = one["model"]?["model"]?.Text ?? one["model"]?["models"]?.Items[0].Text.Split(':')[0].Trim() ?? "";
        return
        [
            .. one["steps"]!.Items.SelectMany(s => Enumerable.Repeat(new Step(s, s["model"]?.Text ?? usual), (int)(s["repeat"]?.Number ?? 1))),
        ];
    }

    /// <summary>Says what nobody knows of it, or null.</summary>
    public string? Unknown() =>
        UnknownKeys.Of(Node, "step key", CaseKeys) ?? UnknownKeys.Of(Predict, "predict key", PredictKeys)
        ?? (Predict?["inputs"]?.Members ?? []).Select(i => UnknownKeys.Of(i.Value, "input key", InputKeys)).FirstOrDefault(u => u is not null)
        ?? (Reload is null or "remove the model" ? null : $"the runner does not know reload \"{Reload}\"")
        ?? (StartWith is null or Warmup.OneRecord ? null : $"the runner does not know start_with \"{StartWith}\"")
        ?? (Node["via"] is null || RestBody is not null ? null : $"the runner does not know via {Node["via"]}");

    /// <summary>The request of a predict.</summary>
    public JsonNode Request()
    {
        List<KeyValuePair<string, JsonNode>> spec = [new("name", JsonNode.OfText(Model))];
        if (Predict?["signature"] is { } signature)
            spec.Add(new("signature_name", signature));
        JsonNode inputs = JsonNode.OfMembers([.. (Predict?["inputs"]?.Members ?? []).Select(i => new KeyValuePair<string, JsonNode>(i.Key, Tensor(i.Value)))]);
        return JsonNode.OfMembers([new("model_spec", JsonNode.OfMembers(spec)), new("inputs", inputs)]);
    }

    private JsonNode Tensor(JsonNode said)
    {
        IReadOnlyList<JsonNode> sizes = said["shape"]?.Items ?? [];
        // Without data only the shape matters.
        IReadOnlyList<JsonNode> data = said["data"]?.Items ?? [.. Enumerable.Repeat(JsonNode.OfNumber("1"), (int)sizes.Aggregate(1.0, (n, s) => n * s.Number))];
        string type = said["dtype"]?.Text ?? (data.Count > 0 && data[0].Kind == JsonKind.Text ? "string" : EchoType());
        (string name, string field) = type switch
        {
            "string" => ("DT_STRING", "string_val"),
            "float" or "float32" => ("DT_FLOAT", "float_val"),
            "double" or "float64" => ("DT_DOUBLE", "double_val"),
            "int64" => ("DT_INT64", "int64_val"),
            "int32" or "int16" or "int8" or "uint8" or "uint16" => ($"DT_{type.ToUpperInvariant()}", "int_val"),
            "bool" => ("DT_BOOL", "bool_val"),
            _ => throw new FormatException($"the runner does not know dtype {type}"),
        };
        JsonNode shape = JsonNode.OfMembers([new("dim", JsonNode.OfList([.. sizes.Select(s => JsonNode.OfMembers([new("size", s)]))]))]);
        return JsonNode.OfMembers([new("dtype", JsonNode.OfText(name)), new("tensor_shape", shape), new(field, JsonNode.OfList(data))]);
    }

    private string EchoType() => Echo().Match(Model) is { Success: true } echo ? echo.Groups[1].Value : "float32";

    [GeneratedRegex(@"^echo_(\w+)$")]
    private static partial Regex Echo();
}
