namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>A file that may be TensorFlow's library, or a place that has none.</summary>
/// <param name="Source">Why it is looked at.</param>
/// <param name="Path">The file, or the place.</param>
/// <param name="Problem">Why the place has no library; null for a file.</param>
internal sealed record LibraryLocation(string Source, string Path, string? Problem = null)
{
    /// <summary>Whether the name is left to the system's loader instead of being a path.</summary>
    public bool IsLoaderName => Problem is null && !System.IO.Path.IsPathRooted(Path);
}
