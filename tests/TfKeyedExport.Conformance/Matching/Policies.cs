using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>Which other answers a case's policy takes.</summary>
internal static class Policies
{
    // Those that allow nothing else say what kind of fact it is.
    private static readonly HashSet<string> CaseKeys =
    [
        "", "quirk", "shape-unchecked", "better-than-tfs", "accept-200", "accept-400", "accept-ok", "accept-gzip", "accept-json-error", "no-crash",
    ];

    /// <summary>Says that nobody knows a policy; null if it is known.</summary>
    public static string? Unknown(string policy) => CaseKeys.Contains(policy) ? null : $"the runner does not know policy {policy}";

    /// <summary>Whether an answer is fine whatever is expected.</summary>
    public static bool Accepts(string policy, HttpReply reply) => policy switch
    {
        "accept-200" or "accept-ok" => reply.Status == 200,
        "accept-400" => reply.Status == 400,
        "no-crash" => true,
        _ => false,
    };

    /// <summary>Whether a code of gRPC is fine whatever is expected.</summary>
    public static bool AcceptsCode(string policy, string code) => policy switch
    {
        "accept-200" or "accept-ok" => code == "OK",
        "accept-400" => code == "INVALID_ARGUMENT",
        "no-crash" => true,
        _ => false,
    };

    /// <summary>Whether a header is fine that should not be there.</summary>
    public static bool AcceptsHeader(string policy, string name, string value) =>
        policy == "accept-gzip" && name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) && value == "gzip";

    /// <summary>Whether a body is fine that is another than expected.</summary>
    public static bool AcceptsBody(string policy, string body) =>
        policy == "accept-json-error" && JsonReader.TryParse(body)?["error"] is { Kind: JsonKind.Text };
}
