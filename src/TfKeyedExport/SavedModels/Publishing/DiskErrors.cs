namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Error numbers of full disks.</summary>
internal static class DiskErrors
{
    /// <summary>ENOSPC, on every Unix.</summary>
    public const int NoSpace = 28;

    /// <summary>ERROR_DISK_FULL.</summary>
    public const int WindowsDiskFull = 112;
}
