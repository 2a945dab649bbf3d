using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>What a case expects of the answers to its steps, in the steps' order.</summary>
/// <param name="expect">The case's <c>expect</c>.</param>
/// <param name="policy">Its policy.</param>
internal sealed class ReplyExpectation(JsonNode expect, string policy)
{
    private static readonly TimeSpan Immediately = TimeSpan.FromMilliseconds(500);

    /// <summary>The members of <c>expect</c> that this looks at.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>
    {
        "replies", "replies_y", "all_ok", "first_reply", "second_reply", "last_reply", "others_ok", "rejected_immediately", "last_reply_before_ms",
        "min_elapsed_ms", "max_elapsed_ms", "run_input_shapes", "server_status", "client_may_see", "message_contains", "http_status",
    };

    /// <summary>Says what differs, or null.</summary>
    public string? Differs(IReadOnlyList<StepReply> replies)
    {
        if (Policies.Unknown(policy) is { } unknown)
            return unknown;
        return Each(replies) ?? Named(replies) ?? Times(replies) ?? Expired(replies) ?? ByRest(replies)
            ?? (expect["run_input_shapes"] is { } shapes ? Shapes(shapes, replies) : null);
    }

    private string? Each(IReadOnlyList<StepReply> replies)
    {
        if (expect["replies"] is { } wanted)
        {
            if (wanted.Items.Count != replies.Count)
                return $"{wanted.Items.Count} replies expected, came {replies.Count}";
            if (wanted.Items.Select((w, i) => One($"reply {i}", w, replies[i])).FirstOrDefault(d => d is not null) is { } differs)
                return differs;
        }
        foreach ((int index, JsonNode data) in (expect["replies_y"]?.Items ?? []).Index())
        {
            StepReply? reply = replies.ElementAtOrDefault(index);
            if (reply?.Output("y") is not { } output)
                return $"reply {index}: {data} expected, came {reply?.Code ?? "none"}: {reply?.Message}";
            if (new CaseTensor(output.Shape, data.Items).Differs(output, "float32") is { } differs)
                return $"reply {index}: {differs}";
        }
        return expect["all_ok"] is { IsTrue: true } ? AllOk(replies) : null;
    }

    private string? Named(IReadOnlyList<StepReply> replies)
    {
        (string Key, StepReply? Reply)[] named =
        [
            ("first_reply", replies.ElementAtOrDefault(0)), ("second_reply", replies.ElementAtOrDefault(1)), ("last_reply", replies.LastOrDefault()),
        ];
        foreach ((string key, StepReply? reply) in named.Where(n => expect[n.Key] is not null))
        {
            if (reply is null)
                return $"{key}: none came";
            if (One(key, expect[key]!, reply) is { } differs)
                return differs;
        }
        if (expect["others_ok"] is { IsTrue: true } && AllOk(replies.SkipLast(1)) is { } other)
            return other;
        return expect["rejected_immediately"] is { IsTrue: true } && replies[^1] is var last && (last.IsOk || last.Arrived - last.Sent > Immediately)
            ? $"rejected immediately expected, came {last.Code} after {(last.Arrived - last.Sent).TotalMilliseconds:0} ms"
            : null;
    }

    private static string? AllOk(IEnumerable<StepReply> replies) =>
        replies.FirstOrDefault(r => !r.IsOk) is { } bad ? $"OK expected, came {bad.Code}: {Shortened.Text(bad.Message)}" : null;

    private string? One(string which, JsonNode wanted, StepReply reply)
    {
        if (Policies.AcceptsCode(policy, reply.Code))
            return null;
        if (wanted.Kind == JsonKind.Text)
        {
            // A better server is asked for what is preferred.
            string? code = wanted.Text.Split(' ')[0];
            return wanted.Text != code && wanted.Text != $"{code} preferred" ? $"the runner does not know \"{wanted.Text}\"" : Code(which, code, reply);
        }
        foreach ((string key, JsonNode value) in wanted.Members)
        {
            string? differs = key switch
            {
                "code" => Code(which, value.Text, reply),
                "code_not" => reply.Code == value.Text ? $"{which}: not {value.Text} expected" : null,
                "message_exact" => Texts.Equal($"{which}: message", value.Text, reply.Message),
                "message_contains" => Texts.Contain($"{which}: message", value, reply.Message),
                _ when value["data"] is not null => Tensor(which, key, value, reply),
                _ => $"the runner does not know {key} of a reply",
            };
            if (differs is not null)
                return differs;
        }
        return null;
    }

    private static string? Code(string which, string wanted, StepReply reply) =>
        wanted == reply.Code ? null : $"{which}: {wanted} expected, came {reply.Code}: {Shortened.Text(reply.Message)}";

    private static string? Tensor(string which, string name, JsonNode said, StepReply reply)
    {
        CaseTensor wanted = CaseTensor.Of(said);
        string dtype = wanted.Data.Count > 0 && wanted.Data[0].Kind == JsonKind.Text ? "string" : "float32";
        if (reply.Output(name) is not { } got)
            return $"{which}: {name} is missing";
        return wanted.Differs(got, dtype) is { } differs ? $"{which}: {name}: {differs}" : null;
    }

    private string? Times(IReadOnlyList<StepReply> replies)
    {
        if (replies.Count == 0)
            return null;
        double elapsed = (replies.Max(r => r.Arrived) - replies.Min(r => r.Sent)).TotalMilliseconds;
        if (expect["min_elapsed_ms"] is { } least && elapsed < least.Number)
            return $"at least {least} ms expected, came {elapsed:0}";
        if (expect["max_elapsed_ms"] is { } most && elapsed > most.Number)
            return $"at most {most} ms expected, came {elapsed:0}";
        double last = replies[^1].Arrived.TotalMilliseconds;
        return expect["last_reply_before_ms"] is { } before && last > before.Number ? $"last reply before {before} ms expected, came at {last:0}" : null;
    }

    private string? Expired(IReadOnlyList<StepReply> replies)
    {
        if (expect["server_status"] is not { } status)
        {
            return expect["client_may_see"] is null && expect["message_contains"] is null
                ? null
                : "the runner does not know client_may_see without server_status";
        }
        StepReply reply = replies[^1];
        if (reply.Code == expect["client_may_see"]?.Text)
            return null;
        return Code("last reply", status.Text, reply) ?? (expect["message_contains"] is { } part ? Texts.Contain("message", part, reply.Message) : null);
    }

    private string? ByRest(IReadOnlyList<StepReply> replies)
    {
        if (expect["http_status"] is not { } status)
            return null;
        StepReply? reply = replies.LastOrDefault(r => r.HttpStatus is not null);
        if (reply?.HttpStatus != status.Number)
            return $"status {status} expected, came {reply?.HttpStatus}: {Shortened.Text(reply?.Message ?? "none")}";
        return expect["error_contains"] is { } part ? Texts.Contain("error", part, reply.Message) : null;
    }

    // Rows of a run are those of its calls one after the other; in all other dimensions its answers have the run's size.
    private static string? Shapes(JsonNode shapes, IReadOnlyList<StepReply> replies)
    {
        if (AllOk(replies) is { } bad)
            return bad;
        foreach ((string input, JsonNode said) in shapes.Members)
        {
            int[] wanted = [.. said.Items.Select(d => (int)d.Number)];
            string name = input.Replace('x', 'y');
            CaseTensor?[] outputs = [.. replies.Select(r => r.Output(name))];
            bool alike = outputs.All(o => o?.Shape.Count == wanted.Length && o.Shape.Skip(1).SequenceEqual(wanted.Skip(1)));
            if (!alike || outputs.Sum(o => o!.Shape[0]) != wanted[0])
                return $"{input} of shape {said} expected, came {string.Join(" and ", outputs.Select(o => $"[{string.Join(", ", o?.Shape ?? [])}]"))}";
        }
        return null;
    }
}
