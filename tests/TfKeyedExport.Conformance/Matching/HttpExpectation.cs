using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>What a case expects of an answer by HTTP.</summary>
/// <param name="expect">The case's <c>expect</c>.</param>
/// <param name="policy">Its policy.</param>
internal sealed class HttpExpectation(JsonNode expect, string policy)
{
    /// <summary>The members of <c>expect</c> that this looks at.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>
    {
        "status", "status_any", "headers", "absent_headers", "json", "json_contains", "json_has", "numbers_as_text", "body_exact", "body_contains",
        "body_contains_all", "not_json", "error_contains", "error_exact", "error_not_contains", "note",
    };

    /// <summary>Says what differs, or null.</summary>
    public string? Differs(HttpReply reply) =>
        Policies.Unknown(policy) ?? (Policies.Accepts(policy, reply) ? null : Status(reply) ?? Headers(reply) ?? Body(reply) ?? Json(reply) ?? Error(reply));

    private string? Status(HttpReply reply)
    {
        int[] fine = expect["status_any"] is { } any ? [.. any.Items.Select(i => (int)i.Number)] : expect["status"] is { } one ? [(int)one.Number] : [];
        return fine.Length == 0 || fine.Contains(reply.Status)
            ? null
            : $"status {string.Join(" or ", fine)} expected, came {reply.Status}: {Shortened.Text(reply.Body)}";
    }

    private string? Headers(HttpReply reply)
    {
        foreach ((string name, JsonNode wanted) in expect["headers"]?.Members ?? [])
        {
            string? got = reply.Header(name);
            string? value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? got?.Split(';')[0].Trim() : got;
            if (value != wanted.Text)
                return $"header {name}: {wanted.Text} expected, came {got ?? "none"}";
        }
        return (expect["absent_headers"]?.Items ?? []).Select(i => i.Text)
            .Where(name => reply.Header(name) is { } value && !Policies.AcceptsHeader(policy, name, value))
            .Select(name => $"no header {name} expected, came {reply.Header(name)}")
            .FirstOrDefault();
    }

    private string? Body(HttpReply reply)
    {
        string body = reply.Body;
        if (expect["body_exact"] is { } exact && Texts.Equal("body", exact.Text, body) is { } differs && !Policies.AcceptsBody(policy, body))
            return differs;
        if (expect["body_contains"] is { } part && Texts.Contain("body", part, body) is { } missing)
            return missing;
        if (expect["body_contains_all"] is { } parts && Texts.Contain("body", parts, body) is { } lacking)
            return lacking;
        return expect["not_json"] is { IsTrue: true } && JsonReader.TryParse(body) is not null ? $"no JSON expected, came {Shortened.Text(body)}" : null;
    }

    private string? Json(HttpReply reply)
    {
        string[] kinds = ["json", "json_contains", "json_has", "numbers_as_text"];
        if (!kinds.Any(k => expect[k] is not null))
            return null;
        if (JsonReader.TryParse(reply.Body) is not { } got)
            return $"JSON expected, came {Shortened.Text(reply.Body)}";
        string? differs = (expect["json"] is { } all ? JsonMatch.Equal(all, got) : null)
            ?? (expect["json_contains"] is { } part ? JsonMatch.Contains(part, got) : null)
            ?? (expect["numbers_as_text"] is { } text ? JsonMatch.EqualAsText(JsonReader.Parse(text.Text), got) : null);
        if (differs is not null)
            return $"JSON {differs}";
        JsonNode? missing = (expect["json_has"]?.Items ?? []).FirstOrDefault(k => got[k.Text] is null);
        return missing is null ? null : $"JSON with {missing} expected, came {Shortened.Text(reply.Body)}";
    }

    private string? Error(HttpReply reply)
    {
        if (expect["error_contains"] is null && expect["error_exact"] is null && expect["error_not_contains"] is null)
            return null;
        JsonNode? error = JsonReader.TryParse(reply.Body)?["error"];
        string? got = error is { Kind: JsonKind.Text } ? error.Text : null;
        string? differs = (expect["error_exact"] is { } exact ? Texts.Equal("error", exact.Text, got) : null)
            ?? (expect["error_contains"] is { } part ? Texts.Contain("error", part, got) : null);
        if (differs is not null)
            return differs;
        return expect["error_not_contains"] is { } not && (got is null || got.Contains(not.Text, StringComparison.Ordinal))
            ? $"error without \"{not.Text}\" expected, came {Shortened.Text(reply.Body)}"
            : null;
    }
}
