using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>Requests that cases speak of without writing them.</summary>
internal static class Requests
{
    /// <summary>A predict of one row for a model like half_plus_two.</summary>
    public static JsonNode OneRow(string model, string? label = null)
    {
        List<KeyValuePair<string, JsonNode>> spec = [new("name", JsonNode.OfText(model))];
        if (label is not null)
            spec.Add(new("version_label", JsonNode.OfText(label)));
        JsonNode x = JsonReader.Parse("""{"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": 1}]}, "float_val": [2.0]}""");
        return JsonNode.OfMembers([new("model_spec", JsonNode.OfMembers(spec)), new("inputs", JsonNode.OfMembers([new("x", x)]))]);
    }

    /// <summary>A reload that leaves the models of some names, each with its base path, and no others.</summary>
    public static JsonNode Reload(IEnumerable<(string Name, string BasePath)> models, string? platform = "tensorflow")
    {
        JsonNode[] configs =
        [
            .. models.Select(m => JsonNode.OfMembers(
            [
                new("name", JsonNode.OfText(m.Name)), new("base_path", JsonNode.OfText(m.BasePath)),
                .. platform is null ? Array.Empty<KeyValuePair<string, JsonNode>>() : [new("model_platform", JsonNode.OfText(platform))],
            ])),
        ];
        JsonNode list = JsonNode.OfMembers([new("config", JsonNode.OfList(configs))]);
        return JsonNode.OfMembers([new("config", JsonNode.OfMembers([new("model_config_list", list)]))]);
    }
}
