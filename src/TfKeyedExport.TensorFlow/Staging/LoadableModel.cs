using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.TensorFlow.Staging;

/// <summary>A folder from which TensorFlow can load a model: the model's own, or a temporary one for a model that was edited in memory.</summary>
/// <remarks>The temporary folder holds the edited graph and links to the rest; variables and assets are never copied.</remarks>
internal sealed class LoadableModel : IDisposable
{
    private readonly bool _temporary;

    private LoadableModel(string folder, bool temporary)
    {
        Folder = folder;
        _temporary = temporary;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Finds or makes the folder.</summary>
    /// <exception cref="TfKeyedException">
    /// The folder holds what an export would not carry over, such as links out of it: TensorFlow would follow them.
    /// </exception>
    public static LoadableModel Of(SavedModel model)
    {
        Check(model.Folder);
        if (!model.IsParsed)
            return new LoadableModel(model.Folder, temporary: false);
        byte[] graph = model.Proto.ToByteArray();
        if (IsStored(graph, Path.Combine(model.Folder, SavedModel.ProtoName)))
            return new LoadableModel(model.Folder, temporary: false);
        var staged = new LoadableModel(Directory.CreateTempSubdirectory("tfkeyed-").FullName, temporary: true);
        try
        {
            LinkTheRest(new DirectoryInfo(model.Folder), staged.Folder);
            File.WriteAllBytes(Path.Combine(staged.Folder, SavedModel.ProtoName), graph);
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_temporary)
            return;
        try
        {
            // Links are removed, what they point to is not followed.
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It lies in the system's folder for temporary files and holds no data of its own.
        }
    }

    private static void Check(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                ModelFiles.Of(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable($"the folder cannot be read ({problem.Message})", folder, "Check its permissions", problem);
        }
    }

    private static void LinkTheRest(DirectoryInfo from, string to)
    {
        // A model that was made in memory has no folder, and needs none if it has no variables.
        foreach (FileSystemInfo entry in from.Exists ? from.EnumerateFileSystemInfos() : [])
        {
            string link = Path.Combine(to, entry.Name);
            // The fingerprint describes the model as it was before the edit.
            if (entry.Name is SavedModel.ProtoName or "fingerprint.pb")
                continue;
            if (entry is DirectoryInfo)
                Directory.CreateSymbolicLink(link, entry.FullName);
            else
                File.CreateSymbolicLink(link, entry.FullName);
        }
    }

    private static bool IsStored(ReadOnlySpan<byte> graph, string file)
    {
        var stored = new FileInfo(file);
        return stored.Exists && stored.Length == graph.Length && graph.SequenceEqual(File.ReadAllBytes(file));
    }
}
