using System.Globalization;
using Microsoft.Extensions.Primitives;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Access;

/// <summary>What a request's headers say of it to the request log: its name, which attempt it is, and what the operator chose.</summary>
internal static class RequestMarks
{
    // Strangers write them.
    private const int LongestHeader = 1024;

    // A client's own word, what Envoy says, and what gRPC's clients say that try again by themselves: they count the attempts before.
    private static readonly (string Name, int Before)[] Attempts = [("x-attempt", 0), ("x-envoy-attempt-count", 0), ("grpc-previous-rpc-attempts", 1)];

    /// <summary>Begins a call's log.</summary>
    public static CallLog Begin(CallLogger calls, HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        IReadOnlyList<string> wanted = calls.Headers;
        string?[] values = wanted.Count == 0 ? [] : new string?[wanted.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Cut(headers[wanted[i]]);
        return calls.Begin(RequestId.Of(context), AttemptOf(headers), values);
    }

    private static int AttemptOf(IHeaderDictionary headers)
    {
        foreach ((string name, int before) in Attempts)
        {
            if (headers.TryGetValue(name, out StringValues text)
                && int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < int.MaxValue)
                return number + before;
        }
        return 1;
    }

    private static string? Cut(StringValues values) =>
        values.Count == 0 || values.ToString() is not { Length: > 0 } text ? null : text.Length <= LongestHeader ? text : text[..LongestHeader];
}
