using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>What a case expects of an answer by gRPC.</summary>
/// <param name="expect">The case's <c>expect</c>.</param>
/// <param name="policy">Its policy.</param>
internal sealed class GrpcExpectation(JsonNode expect, string policy)
{
    private const string Keys = "_keys";
    private const string Count = "_count";
    private const string AnyType = "_any_type";

    /// <summary>The members of <c>expect</c> that this looks at.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>
    {
        "code", "message_exact", "message_contains", "response", "response_absent", "note",
    };

    /// <summary>Says what differs, or null.</summary>
    public string? Differs(GrpcReply reply)
    {
        if (Policies.Unknown(policy) is { } unknown)
            return unknown;
        if (Policies.AcceptsCode(policy, reply.Code))
            return null;
        if (expect["code"] is { } code && code.Text != reply.Code)
            return $"{code.Text} expected, came {reply.Code}: {Shortened.Text(reply.Message)}";
        return (expect["message_exact"] is { } exact ? Texts.Equal("message", exact.Text, reply.Message) : null)
            ?? (expect["message_contains"] is { } part ? Texts.Contain("message", part, reply.Message) : null)
            ?? Response(reply);
    }

    private string? Response(GrpcReply reply)
    {
        if (expect["response"] is null && expect["response_absent"] is null)
            return null;
        if (reply.Response is null)
            return $"a response expected, came {reply.Code}: {Shortened.Text(reply.Message)}";
        JsonNode got = MessageView.Of(reply.Response);
        foreach ((string name, JsonNode wanted) in expect["response"]?.Members ?? [])
        {
            if (Member(name, wanted, got) is { } differs)
                return $"response {differs}";
        }
        return (expect["response_absent"]?.Items ?? []).Where(p => At(got, p.Text) is not null)
            .Select(p => $"response without {p.Text} expected, came {At(got, p.Text)}").FirstOrDefault();
    }

    private static string? Member(string name, JsonNode wanted, JsonNode got)
    {
        if (got[name] is { } value)
            return JsonMatch.ContainsRounded(wanted, value) is { } differs ? $"{name}{differs}" : null;
        if (name.EndsWith(Keys, StringComparison.Ordinal) && got[name[..^Keys.Length]] is { Kind: JsonKind.Object } map)
        {
            string[] keys = [.. map.Members.Select(m => m.Key).Order(StringComparer.Ordinal)];
            return keys.SequenceEqual(wanted.Items.Select(i => i.Text).Order(StringComparer.Ordinal))
                ? null
                : $"{name} {wanted} expected, came {string.Join(", ", keys)}";
        }
        if (name.EndsWith(Count, StringComparison.Ordinal) && got[name[..^Count.Length]] is { Kind: JsonKind.List } list)
            return list.Items.Count == wanted.Number ? null : $"{name} {wanted} expected, came {list.Items.Count}";
        if (name.EndsWith(AnyType, StringComparison.Ordinal) && got[name[..^AnyType.Length]] is { Kind: JsonKind.Object } anys)
        {
            string[] types = [.. anys.Members.Select(m => m.Value["type_url"]?.Text.Split('/')[^1] ?? "none")];
            return types.Length > 0 && types.All(t => t == wanted.Text) ? null : $"{name} {wanted} expected, came {string.Join(", ", types)}";
        }
        return $"{name}: missing in {Shortened.Text(got.ToString())}";
    }

    private static JsonNode? At(JsonNode node, string path)
    {
        JsonNode? at = node;
        foreach (string name in path.Split('.'))
            at = at?[name];
        return at;
    }
}
