namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>How a model's variables get into its copy.</summary>
public enum VariableCopy
{
    /// <summary>A reflink where the file system can, else a copy.</summary>
    Auto,

    /// <summary>A copy of the bytes, made inside the kernel where it can.</summary>
    Copy,

    /// <summary>A copy that shares the blocks on disk until one of both is written to; needs Btrfs, XFS or another file system that can.</summary>
    Reflink,

    /// <summary>A second name for the same file: whoever writes to one changes the other. Needs the same file system.</summary>
    HardLink,
}
