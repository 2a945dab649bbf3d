using System.Globalization;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Formats.Tests.TextFormat;

/// <summary>What Google's own writer of text protos writes (<c>scripts/text-protos.py</c>) says the same here.</summary>
public class GoldenTextTests
{
    internal static string FilePath { get; } = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Formats.Tests", "TextFormat", "golden.json");

    private static readonly JsonElement[] Cases = [.. JsonDocument.Parse(File.ReadAllBytes(FilePath)).RootElement.EnumerateArray()];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    internal static IEnumerable<string> Texts => Cases.Select(c => c.GetProperty("text").GetString()!);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_value_is_read_that_was_written(int number)
    {
        string text = Cases[number].GetProperty("text").GetString()!;
        IEnumerable<string> read = Leaves(TextFormatReader.Read(Encoding.UTF8.GetBytes(text))).Order(StringComparer.Ordinal);
        Assert.Equal(Leaves(Cases[number].GetProperty("json")).Order(StringComparer.Ordinal), read);
    }

    private static IEnumerable<string> Leaves(TextMessage message) =>
        message.Fields.SelectMany(f => f.Message is { } inner ? Leaves(inner) : f.Scalar is { } scalar ? [Leaf(scalar.Text)] : []);

    private static IEnumerable<string> Leaves(JsonElement json, bool isMap = false) => json.ValueKind switch
    {
        // The keys of a map are values of its text.
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Leaves(p.Value, p.Name == "version_labels").Concat(isMap ? [p.Name] : [])),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(e => Leaves(e)),
        JsonValueKind.String => [json.GetString()!],
        _ => [Leaf(json.GetRawText())],
    };

    private static string Leaf(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains("e-", StringComparison.Ordinal)
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : text
        : text;
}
