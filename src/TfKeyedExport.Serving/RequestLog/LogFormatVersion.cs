namespace TfKeyedExport.Serving.RequestLog;

/// <summary>The version of the request log's format: each line and each file has it. It goes up when a reader of the one before would be wrong.</summary>
internal static class LogFormatVersion
{
    /// <summary>The version.</summary>
    public const int Number = 1;

    /// <summary>RFC 3339 in UTC, to the microsecond.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}
