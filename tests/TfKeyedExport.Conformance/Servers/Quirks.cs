using TfKeyedExport.Conformance.Cases;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>Cases whose expected answer is a misfortune of TensorFlow Serving's: their server is started with --tf_serving_quirks=true.</summary>
internal static class Quirks
{
    // By kind, and why the server is better by itself.
    private static readonly (string Reason, Func<Case, bool> Is)[] Kinds =
    [
        ("types that JSON can carry all the same (half, bfloat16) are taken and given", c => c.Topic == "unsupported_types" || LacksType(c)),
        ("GET /v1/models lists the models", c => c.Kind == CaseKind.Rest && Rest(c, "method") == "GET" && Rest(c, "path") == "/v1/models"),
        ("pages that people and probes open are there", c => c.Kind == CaseKind.Rest && c.Expect["not_json"] is { IsTrue: true }),
        ("names of models that are not there make no label", c => c.Topic == "metrics_route" && Says(c, "NOT_FOUND")),
        ("health is always served", c => c.Topic == "health" && c.Expect["code"]?.Text == "UNIMPLEMENTED"),
        ("ports open at once, whichever model is missing", c => c.Setup.Contains("base path is still empty", StringComparison.Ordinal)),
        ("outputs without a row for each row are given to calls that run alone", c => c.Kind == CaseKind.Batching && c.Topic == "output_rules"),
        ("calls that cannot be joined run alone", c => c.Kind == CaseKind.Batching && c.Topic == "input_rules"),
        ("calls that are too large are split", c => c.Kind == CaseKind.Batching && Says(c, "is larger than maximum input batch size")),
        ("warm-up calls wait for nobody", c => c.Kind == CaseKind.Batching && Says(c, "load takes at least the batch timeout")),
        ("other shapes go to other batches", c => c.Kind == CaseKind.Batching && Says(c, "Got empty tensor in batch of non-empty tensors")),
    ];

    /// <summary>Why a case needs them; null if it does not.</summary>
    public static string? Reason(Case one) => Kinds.FirstOrDefault(k => k.Is(one)).Reason;

    private static string? Rest(Case one, string name) => one.Node["request"]?[name]?.Text;

    private static bool LacksType(Case one) => one.Kind == CaseKind.Json
        && (Says(one, "Failed to write JSON value for tensor type") || Says(one, "Conversion of JSON Value"));

    private static bool Says(Case one, string text) => one.Expect.ToString().Contains(text, StringComparison.Ordinal);
}
