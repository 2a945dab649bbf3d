using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Writes models beside their place, whole, so that one rename publishes them.</summary>
internal static class SavedModelWriter
{
    /// <summary>Writes a model into a hidden folder beside the output; nothing is at the output before <see cref="StagedModel.Publish"/>.</summary>
    /// <param name="model">The model; its variables and assets are carried over from its folder, byte for byte.</param>
    /// <param name="output">The folder to make; missing parents are made too.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <returns>The staged model; dispose it to give up or to end.</returns>
    /// <exception cref="TfKeyedException">
    /// Refused: the output exists or overlaps the input. Or it cannot be written; or a file of the model cannot be read, does not fit its checksum or changes.
    /// </exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled; nothing is left.</exception>
    public static StagedModel Stage(IModelToWrite model, string output, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(output);
        options ??= new SaveOptions();
        OutputPlace place = OutputPlace.Of(model.Folder, output, options.StagingName);
        return Guard(place, () =>
        {
            place.CheckFree(options.Overwrite);
            ModelFiles carried = ModelFiles.Of(model.Folder, model.KeepsGraph).Without(model.FileEdit?.Name, out ModelFiles.ModelFile? edited);
            CarriedVariables? variables = CarriedVariables.Of(carried);
            byte[] graph = model.Serialize();
            StagingFolder staging = StagingFolder.Create(place, options.Files);
            try
            {
                if (edited is { } file && model.FileEdit is { LeavesOut: false } edit)
                    Rewrite(edit, file, staging.New, options);
                SaveResult result = Fill(staging.New, graph, carried, variables, place, options);
                return new StagedModel(place, staging, options, result);
            }
            catch
            {
                staging.Abandon();
                throw;
            }
        });
    }

    /// <summary>Finds out whether a model could be saved, with every check that <see cref="Stage"/> makes before it writes, and writes nothing.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    /// <exception cref="TfKeyedException">It could not.</exception>
    public static void Rehearse(IModelToWrite model, string output, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(output);
        options ??= new SaveOptions();
        OutputPlace place = OutputPlace.Of(model.Folder, output);
        Guard(place, () =>
        {
            place.CheckFree(options.Overwrite);
            ModelFiles carried = ModelFiles.Of(model.Folder, model.KeepsGraph);
            CarriedVariables.Of(carried);
            byte[] graph = model.Serialize();
            WritingRehearsal.Check(place, carried, graph.Length, options);
            return true;
        });
    }

    /// <summary>Turns the errors of the file system into errors that say what to do.</summary>
    public static T Guard<T>(OutputPlace place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw TfKeyedException.Output($"the model cannot be written ({e.Message})", place.Folder, "Choose an output where you may write", e);
        }
        catch (ArgumentOutOfRangeException e) when (DiskErrors.IsTooLarge(e))
        {
            throw TfKeyedException.Output(
                "the model cannot be written (a file would be larger than is allowed here)", place.Folder,
                "Raise the limit (ulimit -f) or choose another file system", e);
        }
        catch (IOException e)
        {
            string next = (e.HResult & 0xFFFF) is DiskErrors.NoSpace or DiskErrors.WindowsDiskFull ? "Free some space or choose another disk"
                : SystemErrors.Next(e, "Nothing was published; mend the cause and run it again");
            throw TfKeyedException.Output($"the model cannot be written ({e.Message})", place.Folder, next, e);
        }
    }

    private static void Rewrite(IFileEdit edit, ModelFiles.ModelFile file, string folder, SaveOptions options)
    {
        string target = Path.Combine(folder, file.Name);
        options.Files.CreateFolder(Path.GetDirectoryName(target)!);
        options.Files.WriteFile(target, stream => edit.Write(file.Source, stream), options.Durability);
    }

    private static SaveResult Fill(string folder, byte[] graph, ModelFiles carried, CarriedVariables? variables, OutputPlace place, SaveOptions options)
    {
        IFileOperations files = options.Files;
        files.WriteFile(Path.Combine(folder, ModelFileNames.Proto), graph, options.Durability);
        foreach (string name in carried.Folders)
        {
            if (!Directory.Exists(Path.Combine(folder, name)))
                files.CreateFolder(Path.Combine(folder, name));
        }

        long done = 0;
        VariableCopy used = options.Variables == VariableCopy.Auto ? VariableCopy.Copy : options.Variables;
        using ShardVerification? verification = variables is null ? null : new ShardVerification(variables, folder, options.CancellationToken);
        foreach (ModelFiles.ModelFile file in carried.Files)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int shard = variables?.ShardOf(file) ?? -1;
            VariableCopy way = files.CopyFile(new FileToCopy(
                file.Source,
                file.Length,
                Path.Combine(folder, file.Name),
                file.IsVariables ? options.Variables : VariableCopy.Auto,
                options.Durability,
                bytes =>
                {
                    if (shard >= 0)
                        verification!.Copied(shard, bytes);
                    options.Progress?.Invoke(new SaveProgress(done += bytes, carried.TotalBytes));
                },
                options.CancellationToken));
            if (shard >= 0)
                verification!.Completed(shard);
            if (file.IsVariables)
                used = way;
        }
        verification?.Finish();
        variables?.CheckIndex(folder);
        if (options.Durability == Durability.Power)
        {
            foreach (string name in carried.Folders)
                files.FlushFolder(Path.Combine(folder, name));
            files.FlushFolder(folder);
        }
        return new SaveResult(place.Folder, used, carried.Files.Count, carried.TotalBytes, graph.Length);
    }
}
