using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Where a model is to be published, checked for what must not be there.</summary>
internal sealed class OutputPlace
{
    private OutputPlace(string folder, string parent, string stagingPrefix)
    {
        Folder = folder;
        Parent = parent;
        StagingPrefix = stagingPrefix;
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
    /// <param name="input">The model's folder.</param>
    /// <param name="output">The folder to make.</param>
    /// <param name="stagingName">What names of staging folders are made of; null for the output's name.</param>
    /// <exception cref="TfKeyedException">Input and output overlap, or the output has no parent.</exception>
    public static OutputPlace Of(string input, string output, string? stagingName = null)
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
        return new OutputPlace(folder, parent, Prefix(stagingName ?? Path.GetFileName(folder)));
    }

    /// <summary>Another place in the same folder, for what is staged for this one.</summary>
    /// <param name="name">Its name.</param>
    public OutputPlace Beside(string name) => new(Path.Combine(Parent, name), Parent, StagingPrefix);

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

    // Of one length for names of any length, so that it is never too long for the file system.
    private static string Prefix(string name) => $"{ModelFileNames.OwnPrefix}{Fingerprint64.Compute(Encoding.UTF8.GetBytes(name)):x16}-";
}
