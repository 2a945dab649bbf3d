namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What a published model survives.</summary>
public enum Durability
{
    /// <summary>
    /// The end of the process at any moment, and a full disk. Writing back is started before the rename but not awaited: after a loss of power, file
    /// systems that keep data ordered before names (ext4 by default) have all or nothing, others may not.
    /// </summary>
    Process,

    /// <summary>A loss of power as well: every file and folder is on the disk before the rename, and the rename before the call returns. Costs some milliseconds.</summary>
    Power,
}
