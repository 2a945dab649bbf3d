namespace TfKeyedExport.Serving.Versions;

/// <summary>What a version's folder has at one moment.</summary>
/// <param name="Stamps">Its files.</param>
/// <param name="Missing">What is still missing of a whole model; null if nothing is.</param>
internal sealed record FolderLook(FileStamps Stamps, string? Missing)
{
    /// <summary>Looks; null if the folder changes under our eyes, or may not be read.</summary>
    public static FolderLook? At(VersionFolder folder)
    {
        try
        {
            return new FolderLook(FileStamps.Of(folder.Path), Completeness.Missing(folder.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
