using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Cases;

/// <summary>One case of a file.</summary>
/// <param name="Node">All that it says.</param>
internal sealed record Case(JsonNode Node)
{
    /// <summary>Its name.</summary>
    public string Id => Text("id") ?? "?";

    /// <summary>What it is about.</summary>
    public string Topic => Text("topic") ?? "";

    /// <summary>Which other answers are fine too; empty for none.</summary>
    public string Policy => Text("policy") ?? "";

    /// <summary>What the server needs, in words.</summary>
    public string Setup => Text("setup") ?? "";

    /// <summary>What has to come.</summary>
    public JsonNode Expect => Node["expect"] ?? JsonNode.OfMembers([]);

    /// <summary>Which of the four kinds of files it is from, by what it has.</summary>
    public CaseKind Kind =>
        Node["signature"] is not null ? CaseKind.Json
        : Node["steps"] is not null ? CaseKind.Batching
        : Node["service"] is not null ? CaseKind.Grpc
        : Expect["canonical"] is not null ? CaseKind.Unit
        : CaseKind.Rest;

    /// <summary>A text that it has, or null.</summary>
    public string? Text(string name) => Node[name] is { Kind: JsonKind.Text } node ? node.Text : null;
}
