namespace TfKeyedExport.Server.Rest;

/// <summary>The types of what is answered.</summary>
internal static class MediaTypes
{
    /// <summary>All documents of the protocol.</summary>
    public const string Json = "application/json";

    /// <summary>Metrics, and what people read.</summary>
    public const string Text = "text/plain";
}
