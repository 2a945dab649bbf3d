namespace TfKeyedExport.Server.Rest;

/// <summary>The types of what is answered.</summary>
internal static class MediaTypes
{
    /// <summary>All documents of the protocol.</summary>
    public const string Json = "application/json";

    /// <summary>The status page.</summary>
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Metrics, and what people read.</summary>
    public const string Text = "text/plain";
}
