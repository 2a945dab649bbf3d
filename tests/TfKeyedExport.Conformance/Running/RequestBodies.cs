using System.Text;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Running;

/// <summary>The bodies that a json case sends.</summary>
internal static class RequestBodies
{
    /// <summary>The body of a case; a second one if it may be scaled; one of zeros if it has none because its model looks at nothing.</summary>
    public static IEnumerable<byte[]> Of(Case one)
    {
        if ((one.Text("request_b64") ?? one.Expect["request_b64"]?.Text) is { } base64)
            yield return Convert.FromBase64String(base64);
        else
            yield return Encoding.UTF8.GetBytes(one.Text("request") ?? Zeros(one));
        if (one.Node["scale"] is { } scale)
            yield return Encoding.UTF8.GetBytes(Scaled(one.Text("request")!, scale["char"]!.Text, (int)scale["levels"]!.Number));
    }

    /// <summary>A text whose longest run of brackets, and of those that close them, is as long as is said.</summary>
    public static string Scaled(string text, string bracket, int levels)
    {
        string closing = bracket switch { "[" => "]", _ => throw new FormatException($"the runner does not know scale of \"{bracket}\"") };
        return Stretched(Stretched(text, bracket[0], levels), closing[0], levels);
    }

    private static string Stretched(string text, char c, int levels)
    {
        int best = 0, length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int run = text.AsSpan(i).IndexOfAnyExcept(c) is var n && n < 0 ? text.Length - i : n;
            (best, length) = run > length ? (i, run) : (best, length);
            i += run;
        }
        return string.Concat(text.AsSpan(0, best), new string(c, levels), text.AsSpan(best + length));
    }

    private static string Zeros(Case one)
    {
        bool row = one.Expect["format"]?.Text != "columnar";
        var inputs = one.Node["signature"]!["inputs"]!.Members.Select(m => new KeyValuePair<string, JsonNode>(m.Key, Zero(m.Value, row)));
        JsonNode values = JsonNode.OfMembers([.. inputs]);
        return (row ? JsonNode.OfMembers([new("instances", JsonNode.OfList([values]))]) : JsonNode.OfMembers([new("inputs", values)])).ToString();
    }

    private static JsonNode Zero(JsonNode info, bool row)
    {
        JsonNode zero = info["dtype"]!.Text switch
        {
            "string" => JsonNode.OfText(""),
            "bool" => JsonNode.OfBool(false),
            string t when t.Contains("int", StringComparison.Ordinal) => JsonNode.OfNumber("0"),
            _ => JsonNode.OfNumber("0.0"),
        };
        IEnumerable<JsonNode> sizes = info["shape"] is { Kind: JsonKind.List } shape ? shape.Items : row ? [] : [JsonNode.Null];
        foreach (JsonNode size in sizes.Skip(row ? 1 : 0).Reverse())
            zero = JsonNode.OfList([.. Enumerable.Repeat(zero, size.Kind == JsonKind.Number ? (int)size.Number : 1)]);
        return zero;
    }
}
