namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What a published model survives.</summary>
public enum Durability
{
    /// <summary>The end of the process at any moment, and a full disk. What is on the disk after a loss of power is the file system's affair.</summary>
    Process,

    /// <summary>
    /// A loss of power as well: every file and folder is on the disk before the rename, and the rename before the call returns. Costs some milliseconds.
    /// </summary>
    Power,
}
