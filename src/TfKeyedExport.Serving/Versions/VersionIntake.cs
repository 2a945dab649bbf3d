using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>
/// Takes over what a look at a model's folders told: versions that are wanted and whole are to be loaded, others wait for the next look. Used in a change of
/// the model only.
/// </summary>
/// <param name="load">Begins to load a version.</param>
/// <param name="settings">What counts as whole.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives what happened.</param>
internal sealed class VersionIntake(Action<TrackedModel, TrackedVersion> load, VersionSettings settings, TimeProvider time, ILogger log)
{
    /// <summary>Takes a look over.</summary>
    public void Take(TrackedModel model, FolderScan scan)
    {
        if (scan.Trouble is { } trouble && trouble != model.Trouble)
            log.FolderTrouble(model.Options.Name, trouble);
        model.Trouble = scan.Trouble;
        // A base path that cannot be read says nothing of its versions: what answers goes on.
        if (scan.Wanted is null)
            return;
        model.Wanted = scan.Wanted;
        model.IsScanned = true;
        foreach (VersionFolder folder in scan.Wanted)
        {
            TrackedVersion? version = model.Find(folder);
            // What is on its way out does not come back: who wants it again need not wait for the last call that holds it.
            if (version is null or { State: ServableState.Unloading })
                model.Versions.Add(version = new TrackedVersion(folder));
            if (version.State is ServableState.Start or ServableState.End && !version.IsBusy)
                Take(model, version, scan.Looks.GetValueOrDefault(folder));
        }
        model.ForgetOld();
    }

    private void Take(TrackedModel model, TrackedVersion version, FolderLook? look)
    {
        bool changed = look is null || !look.Stamps.Equals(version.Stamps);
        // What failed is worth another try only when somebody has changed it, or taken it away and put it back.
        if (version.State == ServableState.End && !changed && version.Code != Code.Ok)
            return;
        version.Stamps = look?.Stamps;
        // Whoever looks once takes what is there; loading it says what is missing.
        if (settings.LooksOnce || (look is { Missing: null } && (!changed || IsLeftAlone(look))))
        {
            load(model, version);
            return;
        }
        string waiting = look?.Missing is { } missing ? $"it is not complete: {missing}" : "its files were written a moment ago";
        if (version.Message != waiting)
            log.Waiting(model.Options.Name, version.Folder.Number, waiting);
        version.Become(ServableState.Start, Code.Ok, waiting);
    }

    private bool IsLeftAlone(FolderLook look) => time.GetUtcNow().UtcDateTime - look.Stamps.Newest >= settings.Settled;
}
