namespace TfKeyedExport.Serving.Versions;

/// <summary>Where a version stands on its way; the numbers are those of TensorFlow Serving's status message.</summary>
internal enum ServableState
{
    /// <summary>It was found, and nothing was done with it yet.</summary>
    Start = 10,

    /// <summary>It is being read, checked and warmed up, or waits for another try.</summary>
    Loading = 20,

    /// <summary>It answers.</summary>
    Available = 30,

    /// <summary>It takes no new calls; those that run end as usual.</summary>
    Unloading = 40,

    /// <summary>It is gone, or could not be loaded.</summary>
    End = 50,
}
