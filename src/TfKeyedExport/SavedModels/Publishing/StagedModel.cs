using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>A model that is written whole but not yet published; what is not published disappears when it is disposed.</summary>
public sealed class StagedModel : IDisposable
{
    private readonly OutputPlace _place;
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
    public SaveResult Result { get; }

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
