using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Remote.Protocols.Rest;

/// <summary>What an answer by HTTP that is none says.</summary>
internal static class HttpCodes
{
    private const int LongestMessage = 1 << 16;
    private const int LongestText = 200;

    /// <summary>The canonical code of a status.</summary>
    public static Code Of(int status) => status switch
    {
        400 or 411 or 415 or 422 => Code.InvalidArgument,
        401 => Code.Unauthenticated,
        403 => Code.PermissionDenied,
        404 or 410 => Code.NotFound,
        408 or 504 => Code.DeadlineExceeded,
        409 => Code.Aborted,
        412 => Code.FailedPrecondition,
        413 or 429 or 431 => Code.ResourceExhausted,
        499 => Code.Cancelled,
        405 or 501 => Code.Unimplemented,
        502 or 503 => Code.Unavailable,
        >= 300 and < 400 => Code.FailedPrecondition,
        _ => Code.Internal,
    };

    /// <summary>What is said of it: the member <c>error</c> of its body, or the beginning of its text.</summary>
    public static string Message(HttpResponseMessage response, byte[] body)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return $"HTTP {status}: the server sends its callers elsewhere, and only the address given is asked";
        ReadOnlyMemory<byte> text = body.AsMemory(0, Math.Min(body.Length, LongestMessage));
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error"u8, out JsonElement error)
                && error.ValueKind == JsonValueKind.String)
                return error.GetString()!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not every server, and no proxy before it, answers as TensorFlow Serving does.
        }
        string beginning = Encoding.UTF8.GetString(text.Span[..Math.Min(text.Length, LongestText)]).Trim();
        return beginning.Length > 0 ? $"HTTP {status}: {beginning}" : $"HTTP {status}";
    }
}
