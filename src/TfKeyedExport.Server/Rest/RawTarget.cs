using Microsoft.AspNetCore.Http.Features;

namespace TfKeyedExport.Server.Rest;

/// <summary>A request's path as the client sent it: what stands for a slash in it must not become one before the path is taken apart.</summary>
internal static class RawTarget
{
    /// <summary>Path and query.</summary>
    public static string Of(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;

    /// <summary>The path.</summary>
    public static string PathOf(HttpRequest request)
    {
        string target = Of(request);
        int query = target.IndexOf('?');
        return query < 0 ? target : target[..query];
    }
}
