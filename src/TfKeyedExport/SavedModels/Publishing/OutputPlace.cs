using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Where a model is to be published, checked for what must not be there.</summary>
internal sealed class OutputPlace
{
    private OutputPlace(string folder, string parent)
    {
        Folder = folder;
        Parent = parent;
        // Of one length for names of any length, so that it is never too long for the file system.
        StagingPrefix = $"{ModelFileNames.OwnPrefix}{Fingerprint64.Compute(Encoding.UTF8.GetBytes(Path.GetFileName(folder))):x16}-";
    }

    /// <summary>The folder to make, links resolved.</summary>
    public string Folder { get; }

    /// <summary>The folder that it will stand in; it may not exist yet.</summary>
    public string Parent { get; }

    /// <summary>How the names of this output's staging folders begin.</summary>
    public string StagingPrefix { get; }

    /// <summary>Whether something is there already.</summary>
    public bool Exists => Path.Exists(Folder);

    /// <summary>Finds the place.</summary>
    /// <exception cref="TfKeyedException">Input and output overlap, or the output has no parent.</exception>
    public static OutputPlace Of(string input, string output)
    {
        LocalPath.Check(output, written: true);
        string folder = RealPath.Of(output);
        if (Path.GetDirectoryName(folder) is not { } parent)
            throw TfKeyedException.Refused("a model cannot replace the root of a file system", output, "Name a new folder");
        string source = RealPath.Of(input);
        if (RealPath.IsSame(folder, source))
            throw TfKeyedException.Refused("the output is the input's own folder", output, "Name another folder; the input is never changed");
        if (RealPath.IsBelow(folder, source))
            throw TfKeyedException.Refused($"the output lies inside the input {input}", output, "Name a folder beside the input");
        if (RealPath.IsBelow(source, folder))
            throw TfKeyedException.Refused($"the input {input} lies inside the output", output, "Name a folder that does not hold the input");
        return new OutputPlace(folder, parent);
    }

    /// <summary>Refuses what is there, unless it may be replaced.</summary>
    /// <exception cref="TfKeyedException">It may not.</exception>
    public void CheckFree(bool overwrite)
    {
        if (!Exists)
            return;
        if (!overwrite)
            throw TfKeyedException.Refused("the output exists already", Folder, "Name a new folder, or add --overwrite to replace this one");
        if (!Directory.Exists(Folder))
            throw TfKeyedException.Refused("the output is a file, not a folder", Folder, "Name a folder");
        // Replacing deletes: a mistyped path must not cost somebody else's folder.
        if (!File.Exists(Path.Combine(Folder, ModelFileNames.Proto)) && Directory.EnumerateFileSystemEntries(Folder).Any())
            throw TfKeyedException.Refused(
                "--overwrite replaces SavedModels only, and this folder is something else", Folder, "Name a new folder, or delete this one yourself");
    }
}
