namespace TfKeyedExport.Keying.Warmup;

/// <summary>What happens to a warm-up record.</summary>
internal enum WarmupFate
{
    /// <summary>It calls something that is not changed.</summary>
    Unchanged,

    /// <summary>It gets a key.</summary>
    Keyed,

    /// <summary>It calls the replaced signature under the name that is kept.</summary>
    Moved,

    /// <summary>Nothing in the keyed model could answer it.</summary>
    Dropped,
}
