using System.Text.Json;
using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>The check's report in a version's folder: for people, who may want to know what was known when the model was handed over.</summary>
internal static class VerdictFile
{
    private const string About =
        "The check that was made when this version was handed over, for people. No server believes it: tfkeyed serve checks for itself, "
        + "TensorFlow Serving asks nobody.";

    /// <summary>Writes the file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives UTF-8.</param>
    public static void Write(CheckReport report, Stream stream)
    {
        var buffer = new MemoryStream();
        report.WriteJson(buffer);
        using JsonDocument document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("about"u8, About);
        json.WriteBoolean("allowed_unsafe"u8, report.Verdict != Verdict.Safe);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
            property.WriteTo(json);
        json.WriteEndObject();
    }

    /// <summary>What a report says, in a few words.</summary>
    public static string Words(CheckReport report) => Words(report.Verdict switch
    {
        Verdict.Safe => "safe",
        Verdict.Unsafe => "unsafe",
        _ => "undecided",
    }, report.Proof);

    /// <summary>What a file of these says.</summary>
    public static string Words(JsonElement report) => report.ValueKind == JsonValueKind.Object
        ? Words(Text(report, "verdict"), Text(report, "proof"))
        : Words("", "");

    private static string Text(JsonElement report, string name) =>
        report.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Words(string verdict, string proof) => (verdict, proof) switch
    {
        ("safe", "proved") => "safe, proved",
        ("safe", _) => "safe as far as tested",
        ("unsafe", _) => "UNSAFE, and handed over all the same (--allow-unsafe)",
        ("undecided", _) => "UNDECIDED, and handed over all the same (--allow-unsafe)",
        _ => "not checked by tfkeyed handoff",
    };
}
