using Microsoft.Extensions.Primitives;

namespace TfKeyedExport.Server.Access;

/// <summary>
/// A request's own name, by which logs know it: what its client calls it, else one that is made and sent back, on success and error. Whoever writes no log
/// asks for none, and none is made.
/// </summary>
internal static class RequestId
{
    /// <summary>The header, or metadata, by which a client says it, and is told it.</summary>
    public const string Header = "x-request-id";

    // Strangers write them.
    private const int Longest = 128;

    /// <summary>The name that the client gave, or that was made before; null if there is none.</summary>
    public static string? Known(HttpContext context) =>
        Given(context) ?? (context.Response.Headers[Header] is [{ Length: > 0 } made] ? made : null);

    /// <summary>The name; the same however often it is asked for. To be asked for before the answer begins.</summary>
    public static string Of(HttpContext context)
    {
        if (Given(context) is { } given)
            return given;
        IHeaderDictionary answer = context.Response.Headers;
        if (answer[Header] is [{ } made])
            return made;
        string id = Guid.CreateVersion7().ToString("N");
        answer[Header] = id;
        return id;
    }

    private static string? Given(HttpContext context)
    {
        StringValues given = context.Request.Headers[Header];
        return given.Count == 0 || given.ToString() is not { Length: > 0 } text ? null : text.Length <= Longest ? text : text[..Longest];
    }
}
