using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>A call by REST.</summary>
internal static partial class RestCaseRun
{
    private static readonly HashSet<string> CaseKeys =
    [
        "id", "topic", "setup", "request", "expect", "source", "note", "derived", "policy", "fresh_server", "order",
    ];

    private static readonly HashSet<string> RequestKeys = ["method", "path", "headers", "body", "body_b64", "body_rule"];

    /// <summary>Says what nobody knows of a case, or null.</summary>
    public static string? Unknown(Case one) =>
        UnknownKeys.Of(one.Node, "key", CaseKeys) ?? UnknownKeys.Of(one.Node["request"], "request key", RequestKeys)
        ?? UnknownKeys.Of(one.Expect, "expectation", HttpExpectation.Known);

    /// <summary>Runs a case; says what is wrong, or null.</summary>
    public static async Task<string?> Run(Case one, Setup setup, ServerSpec spec, IRunningServer server)
    {
        if (Unknown(one) is { } unknown)
            return unknown;
        foreach (string model in setup.Before)
        {
            string name = model.Length > 0 ? model : spec.Models[0].Name;
            await RawHttp.Send(server.RestPort, HttpCall.Post($"/v1/models/{name}:predict", "{\"instances\": [1.0]}"));
        }
        foreach (HttpCall call in Calls(one.Node["request"]!))
        {
            if (new HttpExpectation(one.Expect, one.Policy).Differs(await RawHttp.Send(server.RestPort, call)) is { } differs)
                return differs;
        }
        return null;
    }

    /// <summary>The calls that a request is: a header that is empty is sent so, and left out.</summary>
    public static IEnumerable<HttpCall> Calls(JsonNode request)
    {
        List<KeyValuePair<string, string>> headers =
        [
            .. (request["headers"]?.Members ?? []).Select(h => new KeyValuePair<string, string>(h.Key, h.Value.Text)),
        ];
        byte[]? body = Body(request);
        if (body is not null && !headers.Any(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(new("Content-Type", "application/json"));
        var call = new HttpCall(request["method"]!.Text, request["path"]!.Text, headers, body);
        yield return call;
        if (headers.Any(h => h.Value.Length == 0))
            yield return call with { Headers = [.. headers.Where(h => h.Value.Length > 0)] };
    }

    private static byte[]? Body(JsonNode request)
    {
        if (request["body"] is { } text)
            return Encoding.UTF8.GetBytes(text.Text);
        if (request["body_b64"] is { } base64)
            return Convert.FromBase64String(base64.Text);
        if (request["body_rule"] is not { } rule)
            return null;
        return InflatesTo().Match(rule.Text) is { Success: true } found
            ? Compressed(long.Parse(found.Groups[1].Value) + 1)
            : throw new FormatException($"the runner does not know body_rule \"{rule.Text}\"");
    }

    // A request like any other but for its blanks.
    private static byte[] Compressed(long length)
    {
        ReadOnlySpan<byte> start = "{\"instances\": [1.0,"u8, end = "2.0]}"u8;
        var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.Fastest))
        {
            gzip.Write(start);
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (long left = length - start.Length - end.Length; left > 0; left -= blanks.Length)
                gzip.Write(blanks, 0, (int)Math.Min(left, blanks.Length));
            gzip.Write(end);
        }
        return all.ToArray();
    }

    [GeneratedRegex(@"^gzip of a body that inflates to more than (\d+) bytes$")]
    private static partial Regex InflatesTo();
}
