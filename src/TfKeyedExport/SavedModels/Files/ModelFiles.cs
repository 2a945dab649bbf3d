using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>The files of a model that are carried over into its copy.</summary>
internal sealed class ModelFiles
{
    private const int MaxDepth = 64;

    private const string Fingerprint = "fingerprint.pb";

    // The graph in other forms, and hashes of the old graph: stale beside a new one.
    private static readonly string[] NotCarried = [ModelFileNames.Proto, "saved_model.pbtxt", "saved_model.cpb", Fingerprint];

    private ModelFiles(List<string> folders, List<ModelFile> files)
    {
        Folders = folders;
        Files = files;
        TotalBytes = files.Sum(f => f.Length);
    }

    /// <summary>One file.</summary>
    /// <param name="Name">Its path in the model.</param>
    /// <param name="Source">Where its bytes are; links resolved.</param>
    /// <param name="Length">Its length in bytes.</param>
    /// <param name="Path">Its path as the model's reader knows it, for messages.</param>
    public readonly record struct ModelFile(string Name, string Source, long Length, string Path)
    {
        /// <summary>Whether it holds variables.</summary>
        public bool IsVariables => Name.StartsWith("variables" + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The folders below the model's, parents first.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The files, sorted by name.</summary>
    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>The bytes of all files.</summary>
    public long TotalBytes { get; }

    /// <summary>Lists a model's folder.</summary>
    /// <exception cref="TfKeyedException">
    /// A link leads elsewhere, something is neither file nor folder or cannot be read, or a file is only a pointer of Git LFS.
    /// </exception>
    /// <param name="folder">The folder.</param>
    /// <param name="sameGraph">Whether the copy gets the graph as it is, so that its hashes are right beside it.</param>
    public static ModelFiles Of(string folder, bool sameGraph = false)
    {
        try
        {
            return List(RealPath.Of(folder), sameGraph);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFiles.Unreadable(folder, e.Message, e);
        }
    }

    private static ModelFiles List(string root, bool sameGraph)
    {
        var folders = new List<string>();
        var files = new List<ModelFile>();
        var pending = new Stack<(string Name, int Depth)>([(string.Empty, 0)]);
        while (pending.TryPop(out (string Name, int Depth) current))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(root, current.Name)).EnumerateFileSystemInfos())
            {
                string name = Path.Combine(current.Name, entry.Name);
                if (entry is DirectoryInfo && entry.LinkTarget is null)
                {
                    if (current.Depth == MaxDepth)
                        throw TfKeyedException.Unreadable(
                            $"folders are nested more than {MaxDepth} deep", entry.FullName, "Move what does not belong to the model elsewhere");
                    folders.Add(name);
                    pending.Push((name, current.Depth + 1));
                }
                else if (current.Depth > 0 || !NotCarried.Contains(name) || (sameGraph && name == Fingerprint))
                {
                    files.Add(File(root, name, entry));
                }
            }
        }
        folders.Sort(StringComparer.Ordinal);
        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new ModelFiles(folders, files);
    }

    /// <summary>The same without one file.</summary>
    /// <param name="name">The file's path in the model, with slashes; null leaves out none.</param>
    /// <param name="left">The file; null if there is none.</param>
    public ModelFiles Without(string? name, out ModelFile? left)
    {
        int index = name is null ? -1 : Files.ToList().FindIndex(f => f.Name.Replace(Path.DirectorySeparatorChar, '/') == name);
        left = index < 0 ? null : Files[index];
        return index < 0 ? this : new ModelFiles([.. Folders], [.. Files.Where((_, i) => i != index)]);
    }

    /// <summary>Where the bytes of one file of a model are, links resolved; whoever runs a model reads what an export would carry over.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="TfKeyedException">It lies outside the folder, or a link leads there; or it is no regular file.</exception>
    public static string Source(string folder, string path)
    {
        string root = RealPath.Of(folder);
        for (string? above = Path.GetDirectoryName(path); above is not null && RealPath.IsBelow(RealPath.Of(above), root); above = Path.GetDirectoryName(above))
        {
            if (new DirectoryInfo(above).LinkTarget is not null)
                throw LinkToFolder(above);
        }
        if (!RealPath.IsBelow(RealPath.Of(Path.GetDirectoryName(path)!), root) && !RealPath.IsSame(RealPath.Of(Path.GetDirectoryName(path)!), root))
            throw TfKeyedException.Unreadable(
                "this file lies outside the model's folder", path, "Make a copy of the model with the files themselves ('cp -rL'), and name that");
        return File(root, Path.GetFileName(path), new FileInfo(path)).Source;
    }

    private static TfKeyedException LinkToFolder(string link) => TfKeyedException.Unreadable(
        "this link leads to a folder; only links to files are followed", link, "Make a copy of the model with the files themselves ('cp -rL'), and name that");

    private static ModelFile File(string root, string name, FileSystemInfo entry)
    {
        string source = entry.FullName;
        if (entry.LinkTarget is not null)
            source = ModelLinks.Resolve(root, source);
        var file = new FileInfo(source);
        if (!file.Exists || (OperatingSystem.IsLinux() && LinuxFiles.FileType(source, followLinks: false) is not (LinuxFiles.RegularFile or 0)))
            throw TfKeyedException.Unreadable("this is neither a file nor a folder", entry.FullName, "Remove it from the model's folder");
        long length = file.Length;
        if (length is > 0 and <= LargeFilePointer.MaxLength && LargeFilePointer.Is(source))
            throw LargeFilePointer.Error(entry.FullName);
        return new ModelFile(name, source, length, entry.FullName);
    }
}
