using System.Text;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>A body of predict, and what comes of it.</summary>
internal static class JsonCaseRun
{
    private static readonly HashSet<string> CaseKeys =
    [
        "id", "topic", "kind", "signature", "request", "request_b64", "expect", "source", "note", "via", "output_tensors", "derived", "policy", "scale",
    ];

    private static readonly HashSet<string> ScaleKeys = ["char", "levels"];
    private static readonly HashSet<string> ExpectKeys = [.. HttpExpectation.Known, "tensors", "format", "request_b64"];

    /// <summary>Says what nobody knows of a case, or null.</summary>
    public static string? Unknown(Case one) =>
        UnknownKeys.Of(one.Node, "key", CaseKeys) ?? UnknownKeys.Of(one.Node["scale"], "scale key", ScaleKeys)
        ?? UnknownKeys.Of(one.Expect, "expectation", ExpectKeys)
        ?? (one.Text("kind") is "decode" or "encode" && one.Text("via") is null or "echo" or "constant" ? null
            : $"the runner does not know kind {one.Text("kind")} via {one.Text("via")}");

    /// <summary>Runs a case; says what is wrong, or null.</summary>
    public static async Task<string?> Run(Case one, string model, IRunningServer server)
    {
        if (Unknown(one) is { } unknown)
            return unknown;
        foreach (byte[] body in RequestBodies.Of(one))
        {
            HttpReply reply = await RawHttp.Send(server.RestPort, HttpCall.Post($"/v1/models/{model}:predict", "") with { Body = body });
            if (Differs(one, reply) is { } differs)
                return $"{differs} (for {Shortened.Text(Encoding.UTF8.GetString(body))})";
        }
        return null;
    }

    /// <summary>Says what differs in an answer, or null.</summary>
    public static string? Differs(Case one, HttpReply reply)
    {
        if (new HttpExpectation(one.Expect, one.Policy).Differs(reply) is { } differs)
            return differs;
        if (reply.Status != 200 || one.Expect["status"]?.Text != "200")
            return null;
        JsonNode signature = one.Node["signature"]!;
        return Format(one.Expect["format"], reply)
            ?? (one.Expect["tensors"] is { } tensors ? EchoedTensors.DiffersFromReceived(signature, tensors, reply) : null)
            ?? (one.Node["output_tensors"] is { } given ? EchoedTensors.DiffersFromGiven(signature, given, reply) : null);
    }

    private static string? Format(JsonNode? format, HttpReply reply)
    {
        string? key = format?.Text switch { null => null, "row" => "predictions", "columnar" => "outputs", var other => $"(unknown format {other})" };
        return key is null || JsonReader.TryParse(reply.Body)?[key] is not null ? null : $"{key} expected, came {Shortened.Text(reply.Body)}";
    }
}
