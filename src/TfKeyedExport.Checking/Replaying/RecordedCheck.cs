using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>The counterexamples of an earlier check, as its JSON report has them.</summary>
public sealed class RecordedCheck
{
    private const string Next = "give the file that tfkeyed check --json FILE wrote";
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Makes one.</summary>
    /// <param name="signature">The signature that was checked.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="findings">What was found.</param>
    public RecordedCheck(string signature, IReadOnlyList<KeyPair> keys, IReadOnlyList<RecordedFinding> findings)
    {
        Signature = signature;
        Keys = keys;
        Findings = findings;
    }

    /// <summary>Takes the counterexamples of a report that is at hand.</summary>
    /// <param name="report">The report.</param>
    public static RecordedCheck Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            report.Signature, report.Keys,
            [.. report.Outputs.Where(o => o.Counterexample is not null).Select(o => new RecordedFinding(o.Name, o.Reason, o.Counterexample!))]);
    }

    /// <summary>The signature that was checked.</summary>
    public string Signature { get; }

    /// <summary>Its keys; empty if rows were judged without any.</summary>
    public IReadOnlyList<KeyPair> Keys { get; }

    /// <summary>What was found, in the report's order.</summary>
    public IReadOnlyList<RecordedFinding> Findings { get; }

    /// <summary>Reads the JSON report of a check, or of an export with <c>--check</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TfKeyedException">It cannot be read, is no such report, or has no counterexample.</exception>
    public static RecordedCheck Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var document = JsonDocument.Parse(InputBytes.Read(path, "the report"), Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("check"u8, out JsonElement check))
                root = check;
            return Read(root, path);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw TfKeyedException.BadRequest("it is no JSON report of a check", path, Next, error);
        }
    }

    private static RecordedCheck Read(JsonElement root, string path)
    {
        JsonElement outputs = Member(root, "outputs", JsonValueKind.Object, path);
        string signature = Member(root, "signature", JsonValueKind.String, path).GetString()!;
        var keys = Member(root, "keys", JsonValueKind.Array, path).EnumerateArray()
            .Select((k, i) => new KeyPair(Text(k, "input", $"{path}, keys[{i}]"), Text(k, "output", $"{path}, keys[{i}]"))).ToList();
        var findings = new List<RecordedFinding>();
        foreach (JsonProperty output in outputs.EnumerateObject())
        {
            string where = $"{path}, outputs.{output.Name}";
            if (output.Value.ValueKind == JsonValueKind.Object
                && output.Value.TryGetProperty("counterexample"u8, out JsonElement example)
                && example.ValueKind == JsonValueKind.Object)
                findings.Add(new RecordedFinding(output.Name, ReadReason(output.Value, where), ReadExample(example, $"{where}.counterexample")));
        }
        return findings.Count > 0
            ? new RecordedCheck(signature, keys, findings)
            : throw TfKeyedException.BadRequest("the report has no counterexample", path, "only what a check found unsafe can be replayed");
    }

    private static Reason? ReadReason(JsonElement output, string where)
    {
        if (!output.TryGetProperty("reason"u8, out JsonElement reason) || reason.ValueKind == JsonValueKind.Null)
            return null;
        string word = Text(output, "reason", where);
        foreach (Reason known in Enum.GetValues<Reason>())
        {
            if (known.Name() == word)
                return known;
        }
        throw TfKeyedException.BadRequest($"there is no reason '{word}'", where, Next);
    }

    private static Counterexample ReadExample(JsonElement example, string where) => new(
        Text(example, "property", where),
        ReadInputs(Member(example, "inputs", JsonValueKind.Object, where), $"{where}.inputs"),
        example.TryGetProperty("row"u8, out JsonElement row) && row.TryGetInt32(out int number) ? number : -1,
        Tensor(example, "expected", where),
        Tensor(example, "got", where) ?? throw TfKeyedException.BadRequest("there is no \"got\"", where, Next),
        Text(example, "explanation", where))
    {
        Other = Tensor(example, "other", where),
        Times = ReadTimes(example, where),
        Calls = !example.TryGetProperty("calls"u8, out JsonElement calls)
            ? []
            : [.. calls.EnumerateArray().Select((c, i) => ReadInputs(c, $"{where}.calls[{i}]"))],
    };

    private static IReadOnlyList<DateTimeOffset> ReadTimes(JsonElement example, string where)
    {
        if (!example.TryGetProperty("times"u8, out JsonElement times))
            return [];
        DateTimeOffset[] read = [.. times.EnumerateArray().Select(t => t.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time
            : throw TfKeyedException.BadRequest("\"times\" are no times as the report of a check has them", where, Next))];
        return read.Length is 0 or 2 ? read : throw TfKeyedException.BadRequest($"there are {read.Length} \"times\"; a report has two", where, Next);
    }

    private static Dictionary<string, Tensor> ReadInputs(JsonElement inputs, string where) =>
        inputs.EnumerateObject().ToDictionary(i => i.Name, i => TensorJson.Read(i.Value, $"{where}.{i.Name}"), StringComparer.Ordinal);

    private static Tensor? Tensor(JsonElement element, string name, string where) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? TensorJson.Read(value, $"{where}.{name}") : null;

    private static string Text(JsonElement element, string name, string where) => Member(element, name, JsonValueKind.String, where).GetString()!;

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind, string where) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind
            ? value
            : throw TfKeyedException.BadRequest($"there is no \"{name}\" as the report of a check has it", where, Next);
}
