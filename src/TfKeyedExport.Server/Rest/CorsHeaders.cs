namespace TfKeyedExport.Server.Rest;

/// <summary>What tells a browser that pages of other origins may call: only if asked for.</summary>
internal static class CorsHeaders
{
    /// <summary>Adds them.</summary>
    public static void Add(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "POST, GET";
        response.Headers.AccessControlAllowHeaders = "Content-Type";
    }
}
