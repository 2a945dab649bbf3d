using TfKeyedExport.Server.Rest;

namespace TfKeyedExport.Server.Page;

/// <summary>The page for people.</summary>
internal static class PageEndpoint
{
    private const int Ok = 200, NotAllowed = 405;

    /// <summary>Answers a request.</summary>
    public static void Answer(HttpContext context)
    {
        if (!IsRead(context, "the page is read by GET\n"u8))
            return;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PageShell.Policy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        Protect(headers);
        Reply.Send(context, Ok, MediaTypes.Html, PageShell.Text.Span);
    }

    /// <summary>Whether a request only reads; others are answered here.</summary>
    public static bool IsRead(HttpContext context, ReadOnlySpan<byte> otherwise)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return true;
        context.Response.Headers.Allow = "GET, HEAD";
        Reply.Send(context, NotAllowed, MediaTypes.Text, otherwise);
        return false;
    }

    /// <summary>Has an answer kept to those who asked for it.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
