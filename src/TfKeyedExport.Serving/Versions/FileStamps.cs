using System.Collections.Immutable;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What a version's files look like from outside: two stamps that are equal mean that nobody wrote in between.</summary>
/// <param name="Files">Path, length and time of each file and folder, sorted by path.</param>
internal sealed record FileStamps(ImmutableArray<(string Path, long Length, DateTime Written)> Files)
{
    // Far more than any model has: who writes more into a version's folder is told so.
    private const int MostFiles = 100_000;

    /// <summary>When a file or a folder was written last: tools that keep files' times set those of folders when they are done with them.</summary>
    public DateTime Newest => Files.IsEmpty ? DateTime.MinValue : Files.Max(f => f.Written);

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="IOException">It cannot be read, or has too many files.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStamps Of(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = false,
            MaxRecursionDepth = 16,
        };
        var files = ImmutableArray.CreateBuilder<(string, long, DateTime)>();
        var root = new DirectoryInfo(folder);
        files.Add((root.FullName, 0, root.LastWriteTimeUtc));
        foreach (FileSystemInfo file in root.EnumerateFileSystemInfos("*", options))
        {
            if (files.Count == MostFiles)
                throw new IOException($"there are more than {MostFiles} files in {folder}");
            files.Add((file.FullName, (file as FileInfo)?.Length ?? 0, file.LastWriteTimeUtc));
        }
        files.Sort();
        return new FileStamps(files.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(FileStamps? other) => other is not null && Files.AsSpan().SequenceEqual(other.Files.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Files.Length;
}
