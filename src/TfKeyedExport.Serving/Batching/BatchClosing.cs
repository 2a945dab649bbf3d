namespace TfKeyedExport.Serving.Batching;

/// <summary>Why a batch was run and not kept open for more.</summary>
internal enum BatchClosing
{
    /// <summary>It was full.</summary>
    Full,

    /// <summary>Its first request had waited as long as it may.</summary>
    Timeout,

    /// <summary>There was nobody to wait for.</summary>
    Idle,

    /// <summary>The version is retired.</summary>
    Retired,

    /// <summary>It is a request that joining would not make faster.</summary>
    Alone,
}
