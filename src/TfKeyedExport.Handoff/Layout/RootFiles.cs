using System.Text;
using TfKeyedExport.Handoff.Texts;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Handoff.Layout;

/// <summary>
/// The files at a repository's root: written beside their places before the version is published, so that a full disk shows in time, and put there by
/// renames after it. What an operator changed is kept.
/// </summary>
/// <param name="repository">The folder, which is there.</param>
internal sealed class RootFiles(string repository) : IDisposable
{
    private const int MostBytes = 16 << 20;
    private const string Suffix = ".tmp";
    private readonly List<(string Temporary, string Target)> _staged = [];
    private readonly List<string> _written = [];
    private readonly List<string> _kept = [];

    /// <summary>The files that are written.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>The files that were changed by somebody else and stay; what would have been written is beside them.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Deletes what processes that were killed left; nobody else stages anything meanwhile.</summary>
    public void ClearUp()
    {
        foreach (string left in Directory.GetFiles(repository, $"{ModelFileNames.OwnPrefix}*{Suffix}"))
            File.Delete(left);
    }

    /// <summary>Stages a file that is generated as a whole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">What it says, but for the first line.</param>
    public void StageGenerated(string name, string body)
    {
        string path = Path.Combine(repository, name);
        bool isKept = Path.Exists(path) && !(ReadAll(path) is { } content && GeneratedText.IsUntouched(content));
        string target = isKept ? name + RepositoryFiles.New : name;
        if (isKept)
            _kept.Add(name);
        Stage(target, Encoding.UTF8.GetBytes(GeneratedText.Seal(name, body)));
    }

    /// <summary>Stages a file.</summary>
    public void Stage(string name, byte[] content)
    {
        // A link stays one: what it leads to is replaced.
        string target = RealPath.Of(Path.Combine(repository, name));
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{ModelFileNames.OwnPrefix}{Guid.NewGuid():N}{Suffix}");
        _staged.Add((temporary, target));
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            file.Write(content);
        _written.Add(name);
    }

    /// <summary>Puts all staged files in their places.</summary>
    public void Commit()
    {
        while (_staged is [var first, ..])
        {
            File.Move(first.Temporary, first.Target, overwrite: true);
            _staged.RemoveAt(0);
        }
    }

    /// <summary>Deletes what was not put in its place.</summary>
    public void Dispose()
    {
        foreach ((string temporary, _) in _staged)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Its name says that it is nobody's.
            }
        }
        _staged.Clear();
    }

    private static byte[]? ReadAll(string path)
    {
        try
        {
            return RegularFile.ReadAll(path, MostBytes);
        }
        catch (Exception error) when (error is Errors.TfKeyedException or IOException or UnauthorizedAccessException)
        {
            // A folder, a pipe, something that may not be read: not ours, so it stays.
            return null;
        }
    }
}
