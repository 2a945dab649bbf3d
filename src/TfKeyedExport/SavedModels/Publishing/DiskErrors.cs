namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What full disks and limits of files look like.</summary>
internal static class DiskErrors
{
    /// <summary>ENOSPC, on every Unix.</summary>
    public const int NoSpace = 28;

    /// <summary>ERROR_DISK_FULL.</summary>
    public const int WindowsDiskFull = 112;

    /// <summary>Whether writing failed because a file may not become so large (EFBIG): no <see cref="IOException"/> in .NET, but an argument.</summary>
    public static bool IsTooLarge(Exception error) => error is ArgumentOutOfRangeException { ParamName: "value" };
}
