namespace TfKeyedExport.Errors;

/// <summary>The limits of somebody who sets none.</summary>
public static class DefaultLimits
{
    /// <summary>The most memory, in bytes, that reading a request, or one call, may hold: 4 GiB.</summary>
    public const long Memory = 4L << 30;
}
