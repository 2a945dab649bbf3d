namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What a key's bytes are.</summary>
internal enum KeyKind
{
    /// <summary>There is no key.</summary>
    None,

    /// <summary>A text in UTF-8.</summary>
    Text,

    /// <summary>Bytes that are no text.</summary>
    Bytes,

    /// <summary>A number, or several values, as JSON.</summary>
    Json,
}
