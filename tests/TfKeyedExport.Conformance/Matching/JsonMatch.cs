using System.Numerics;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>Compares JSON: what differs, or null.</summary>
internal static class JsonMatch
{
    /// <summary>Equal, whatever the order of members; 1 is 1.0.</summary>
    public static string? Equal(JsonNode wanted, JsonNode got) => Compare(wanted, got, "", subset: false, SameValue);

    /// <summary>Equal, with numbers compared as they are written: 1 is not 1.0.</summary>
    public static string? EqualAsText(JsonNode wanted, JsonNode got) => Compare(wanted, got, "", subset: false, static (a, b) => a == b);

    /// <summary>All members that are wanted are there; lists have the same length, and elements that contain those that are wanted.</summary>
    public static string? Contains(JsonNode wanted, JsonNode got) => Compare(wanted, got, "", subset: true, SameValue);

    /// <summary>As <see cref="Contains"/>, with numbers compared as what a message holds, which has rounded them to floats.</summary>
    public static string? ContainsRounded(JsonNode wanted, JsonNode got) => Compare(wanted, got, "", subset: true, SameFloat);

    /// <summary>Whether two tokens are one number.</summary>
    public static bool SameValue(string wanted, string got)
    {
        if (BigInteger.TryParse(wanted, out BigInteger a) && BigInteger.TryParse(got, out BigInteger b))
            return a == b;
        return JsonNode.ParseNumber(wanted).Equals(JsonNode.ParseNumber(got));
    }

    private static bool SameFloat(string wanted, string got) =>
        SameValue(wanted, got) || ((float)JsonNode.ParseNumber(wanted)).Equals((float)JsonNode.ParseNumber(got)) && !BigInteger.TryParse(got, out _);

    private static string? Compare(JsonNode wanted, JsonNode got, string path, bool subset, Func<string, string, bool> sameNumber)
    {
        if (wanted.Kind != got.Kind)
            return Told(path, wanted, got);
        switch (wanted.Kind)
        {
            case JsonKind.Null:
                return null;
            case JsonKind.Bool:
                return wanted.IsTrue == got.IsTrue ? null : Told(path, wanted, got);
            case JsonKind.Number:
                return sameNumber(wanted.Text, got.Text) ? null : Told(path, wanted, got);
            case JsonKind.Text:
                return wanted.Text == got.Text ? null : Told(path, wanted, got);
            case JsonKind.List:
                if (wanted.Items.Count != got.Items.Count)
                    return $"{path}: {wanted.Items.Count} elements expected, {got.Items.Count} came: {Short(got)}";
                return wanted.Items.Select((w, i) => Compare(w, got.Items[i], $"{path}[{i}]", subset, sameNumber)).FirstOrDefault(d => d is not null);
            default:
                if (!subset && got.Members.FirstOrDefault(m => wanted[m.Key] is null).Key is { } more)
                    return $"{path}.{more}: not expected";
                return wanted.Members
                    .Select(m => got[m.Key] is { } g ? Compare(m.Value, g, $"{path}.{m.Key}", subset, sameNumber) : $"{path}.{m.Key}: missing in {Short(got)}")
                    .FirstOrDefault(d => d is not null);
        }
    }

    private static string Told(string path, JsonNode wanted, JsonNode got) => $"{path}: expected {Short(wanted)}, came {Short(got)}";

    private static string Short(JsonNode node) => Shortened.Text(node.ToString());
}
