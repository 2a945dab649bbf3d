using Microsoft.AspNetCore.Http.Features;

namespace TfKeyedExport.Server.Rest;

/// <summary>A request's path as the client sent it: what stands for a slash in it must not become one before the path is taken apart.</summary>
internal static class RawTarget
{
    /// <summary>Path and query.</summary>
    public static string Of(HttpRequest request)
    {
        string target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return target is ['/', ..] ? target : PathOfWhole(target);
    }

    /// <summary>The path.</summary>
    public static string PathOf(HttpRequest request)
    {
        string target = Of(request);
        int query = target.IndexOf('?');
        return query < 0 ? target : target[..query];
    }

    // As a client writes it for a proxy, with scheme and host, which the web server has compared with the header.
    private static string PathOfWhole(string target)
    {
        int host = target.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
            return target;
        int path = target.IndexOf('/', host + 3);
        return path < 0 ? "/" : target[path..];
    }
}
