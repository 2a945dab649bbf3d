using System.Buffers;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>
/// Where the links in a model's folder may lead: to files of the model itself, and, in a cache of Hugging Face, to the cache's own store of files:
/// <c>models--ORG--NAME/snapshots/REVISION/...</c> holds nothing but links to <c>models--ORG--NAME/blobs/HASH</c>. Everything else is refused, for a model may
/// come from anybody, and a copy would carry a private file along.
/// </summary>
internal static class ModelLinks
{
    private const int ShortestHash = 40;
    private const string CopyWithFiles = "Make a copy of the model with the files themselves ('cp -rL MODEL COPY'), look at what came along, and name that";
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The file that an entry of a model means.</summary>
    /// <param name="root">The model's folder, links resolved.</param>
    /// <param name="path">The entry, a link or not.</param>
    /// <returns>The file, links resolved.</returns>
    /// <exception cref="TfKeyedException">The link leads elsewhere, or nowhere, or to a folder.</exception>
    public static string Resolve(string root, string path)
    {
        SourceFiles.ThrowIfHidden(path);
        string source = RealPath.Of(path);
        if (!RealPath.IsBelow(source, root) && !IsBlob(root, source))
            throw TfKeyedException.Unreadable($"this link leads out of the model's folder, to {source}", path, CopyWithFiles);
        if (Directory.Exists(source))
            throw TfKeyedException.Unreadable("this link leads to a folder; only links to files are followed", path, CopyWithFiles);
        return source;
    }

    private static bool IsBlob(string root, string source)
    {
        string? store = Path.GetDirectoryName(source);
        string name = Path.GetFileName(source);
        if (store is null || Path.GetFileName(store) != "blobs" || name.Length < ShortestHash || name.AsSpan().IndexOfAnyExcept(Hexadecimal) >= 0)
            return false;
        string? repository = Path.GetDirectoryName(store);
        return repository is not null
            && Path.GetFileName(repository).StartsWith("models--", StringComparison.Ordinal)
            && RealPath.IsBelow(root, Path.Combine(repository, "snapshots"));
    }
}
