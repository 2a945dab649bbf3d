namespace TfKeyedExport.Serving.Configuration;

/// <summary>In which form the request log is written.</summary>
internal enum LogFormat
{
    /// <summary>A JSON object a line, written at once.</summary>
    JsonLines,

    /// <summary>Parquet, a file a minute at least.</summary>
    Parquet,
}
