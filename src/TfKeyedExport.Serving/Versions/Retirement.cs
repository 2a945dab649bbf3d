using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What becomes of versions that are not wanted any more. Used under the lock of what is known only.</summary>
internal static class Retirement
{
    /// <summary>Ends loads that run or wait for another try, and what has not begun.</summary>
    public static void EndLoads(TrackedModel model)
    {
        foreach (TrackedVersion version in model.Versions.Where(v => !model.Wants(v)))
        {
            version.Retry?.Dispose();
            version.Retry = null;
            // What hears of it runs elsewhere: it must not run under the lock.
            _ = version.Loading?.CancelAsync();
            // Whoever wants it again wants it tried again, too.
            version.Stamps = null;
            if (version.State is ServableState.Start || (version.State == ServableState.Loading && version.Loading is null))
                version.Become(ServableState.End, version.Code, version.Message);
        }
    }

    /// <summary>Takes out what answers and need not any more; while none that is wanted can answer, the old ones stay.</summary>
    /// <returns>What is to be retired when the lock is free.</returns>
    public static IReadOnlyList<ServedVersion> Take(TrackedModel model, ILogger log)
    {
        var retired = new List<ServedVersion>();
        if (model.Wanted.Count > 0 && !model.Wanted.Any(w => model.Find(w) is { State: ServableState.Available }))
            return retired;
        foreach (TrackedVersion version in model.Versions.Where(v => v.State == ServableState.Available && !model.Wants(v) && !model.IsReplaced(v)))
        {
            version.Become(ServableState.Unloading);
            log.Unloading(model.Options.Name, version.Folder.Number, version.Served!.Leases);
            retired.Add(version.Served);
            version.Served = null;
        }
        return retired;
    }
}
