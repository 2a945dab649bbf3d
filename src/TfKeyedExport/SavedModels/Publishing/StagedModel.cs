using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>A model that is written whole but not yet published; what is not published disappears when it is disposed.</summary>
public sealed class StagedModel : IDisposable
{
    private OutputPlace _place;
    private readonly StagingFolder _staging;
    private readonly SaveOptions _options;
    private bool _ended;

    internal StagedModel(OutputPlace place, StagingFolder staging, SaveOptions options, SaveResult result)
    {
        _place = place;
        _staging = staging;
        _options = options;
        Result = result;
    }

    /// <summary>Where the model is now: a complete SavedModel, to be checked and not to be changed.</summary>
    public string Folder => _staging.New;

    /// <summary>What was done; its folder is the one to be.</summary>
    public SaveResult Result { get; private set; }

    /// <summary>Adds a file to what is staged; one of its name that was carried over is replaced.</summary>
    /// <param name="name">Its path in the model.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="TfKeyedException">It cannot be written.</exception>
    internal void Add(string name, Action<Stream> write) => SavedModelWriter.Guard(_place, () =>
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        IFileOperations files = _options.Files;
        string path = Path.Combine(Folder, name);
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            files.CreateFolder(folder);
        if (Path.Exists(path))
            files.DeleteFile(path);
        files.WriteFile(path, write, _options.Durability);
        if (_options.Durability == Durability.Power)
            files.FlushFolder(folder);
        return true;
    });

    /// <summary>Takes a file away from what is staged, if it is there.</summary>
    /// <param name="name">Its path in the model.</param>
    /// <exception cref="TfKeyedException">It cannot be deleted.</exception>
    internal void Remove(string name) => SavedModelWriter.Guard(_place, () =>
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (Path.Exists(Path.Combine(Folder, name)))
            _options.Files.DeleteFile(Path.Combine(Folder, name));
        return true;
    });

    /// <summary>Gives a file of what is staged another name; one that has it already is replaced.</summary>
    /// <param name="name">Its path in the model.</param>
    /// <param name="other">The path to be.</param>
    /// <exception cref="TfKeyedException">It cannot be renamed.</exception>
    internal void Rename(string name, string other) => SavedModelWriter.Guard(_place, () =>
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        File.Move(Path.Combine(Folder, name), Path.Combine(Folder, other), overwrite: true);
        return true;
    });

    /// <summary>Puts the model in its place, or beside it under another name, in one step.</summary>
    /// <param name="name">The name.</param>
    /// <returns>What was done; null if the name is taken, and then the model may be published under another one.</returns>
    /// <exception cref="TfKeyedException">The file system says no.</exception>
    internal SaveResult? TryPublishAs(string name)
    {
        _place = _place.Beside(name);
        Result = Result with { Folder = _place.Folder };
        try
        {
            return Publish();
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Refused && !_ended && _place.Exists)
        {
            return null;
        }
    }

    /// <summary>Puts the model in its place, in one step.</summary>
    /// <exception cref="TfKeyedException">Refused: the output came into being meanwhile, or the file system says no; nothing is published.</exception>
    public SaveResult Publish()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        return SavedModelWriter.Guard(_place, () =>
        {
            _place.CheckFree(_options.Overwrite);
            if (_place.Exists)
                Replace();
            else
                MoveIn();
            _ended = true;
            try
            {
                if (_options.Durability == Durability.Power)
                    _options.Files.FlushFolder(_place.Parent);
            }
            finally
            {
                _staging.Finish();
            }
            return Result;
        });
    }

    /// <summary>Ends it; deletes what was not published.</summary>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        SavedModelWriter.Guard(_place, () =>
        {
            _staging.Abandon();
            return true;
        });
    }

    private void MoveIn()
    {
        try
        {
            _options.Files.MoveFolder(_staging.New, _place.Folder);
        }
        catch (IOException) when (_place.Exists)
        {
            // Somebody else made it in this very moment.
            _place.CheckFree(_options.Overwrite);
            throw;
        }
    }

    private void Replace()
    {
        IFileOperations files = _options.Files;
        if (files.TryExchange(_staging.New, _place.Folder))
            return;
        files.MoveFolder(_place.Folder, _staging.Old);
        try
        {
            files.MoveFolder(_staging.New, _place.Folder);
        }
        catch
        {
            files.MoveFolder(_staging.Old, _place.Folder);
            throw;
        }
    }
}
