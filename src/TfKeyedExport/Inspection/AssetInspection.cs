using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Inspection;

/// <summary>A file that belongs to a model beside its graph and variables.</summary>
/// <param name="Filename">Its name, below the folder that it is in.</param>
/// <param name="Tensors">The tensors of the graph that get its path; none for a file that the graph does not know.</param>
/// <param name="Bytes">Its size; null if it is missing or must not be read.</param>
/// <param name="Problem">Why there is no size, as a sentence; null if there is one.</param>
public sealed record AssetInspection(string Filename, IReadOnlyList<string> Tensors, long? Bytes, string? Problem)
{
    private const string ExtraFolder = "assets.extra";
    private const int MaxDepth = 64;

    /// <summary>The assets that a metagraph declares, in its order; a file that several tensors name is one.</summary>
    /// <exception cref="TfKeyedException">The declaration is damaged.</exception>
    internal static IReadOnlyList<AssetInspection> Of(MetaGraph metaGraph) =>
        [.. metaGraph.Assets
            .GroupBy(a => a.Filename, StringComparer.Ordinal)
            .Select(file => Look(file.Key, ReadersOf(file), () => metaGraph.Model.AssetFile(file.Key)))];

    /// <summary>The files in a model's <c>assets.extra</c>, sorted by name.</summary>
    /// <exception cref="TfKeyedException">The folder cannot be read.</exception>
    internal static IReadOnlyList<AssetInspection> ExtraOf(SavedModel model)
    {
        string root = Path.Combine(model.Folder, ExtraFolder);
        var found = new List<AssetInspection>();
        try
        {
            var folder = new DirectoryInfo(root);
            if (folder.Exists)
                List(model, root, folder, 0, found);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SourceFiles.Unreadable(root, error.Message, error);
        }
        return [.. found.OrderBy(a => a.Filename, StringComparer.Ordinal)];
    }

    private static void List(SavedModel model, string root, DirectoryInfo folder, int depth, List<AssetInspection> found)
    {
        foreach (FileSystemInfo entry in folder.GetFileSystemInfos())
        {
            // Links to folders are told as files, with what an export would say of them.
            if (entry is DirectoryInfo inner && entry.LinkTarget is null && depth < MaxDepth)
                List(model, root, inner, depth + 1, found);
            else
                found.Add(Look(
                    Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'), [],
                    () => ModelFiles.Source(model.Folder, entry.FullName)));
        }
    }

    private static AssetInspection Look(string name, IReadOnlyList<string> tensors, Func<string> find)
    {
        try
        {
            return new AssetInspection(name, tensors, new FileInfo(find()).Length, null);
        }
        catch (TfKeyedException error)
        {
            return new AssetInspection(name, tensors, null, error.What);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new AssetInspection(name, tensors, null, error.Message.TrimEnd('.'));
        }
    }

    private static IReadOnlyList<string> ReadersOf(IEnumerable<AssetFileDef> declared) =>
        [.. declared.Select(a => a.TensorInfo?.Name ?? "").Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
}
