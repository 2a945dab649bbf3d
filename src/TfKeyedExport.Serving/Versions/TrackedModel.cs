using System.Collections.Frozen;
using System.Collections.Immutable;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Versions;

/// <summary>A model as it is followed. Used under the lock of <see cref="TrackedModels"/> only.</summary>
/// <param name="options">How it is configured.</param>
internal sealed class TrackedModel(ModelOptions options)
{
    // Versions that are gone stay in the status for a while, and a server that runs for years does not grow.
    private const int MostEnded = 32;

    /// <summary>How it is configured; what it was last, if it is not any more.</summary>
    public ModelOptions Options { get; private set; } = options;

    /// <summary>Whether it is in the configuration.</summary>
    public bool IsConfigured { get; private set; } = true;

    /// <summary>All versions that are or were there.</summary>
    public List<TrackedVersion> Versions { get; } = [];

    /// <summary>The folders that the policy wants.</summary>
    public IReadOnlyList<VersionFolder> Wanted { get; set; } = [];

    /// <summary>Whether the folders were looked at since the configuration said so.</summary>
    public bool IsScanned { get; set; }

    /// <summary>What was wrong with the base path when it was looked at last; so that it is logged once.</summary>
    public string? Trouble { get; set; }

    /// <summary>Whether nothing more will happen by itself: every version that is wanted is available, or was given up.</summary>
    public bool IsSettled => !IsConfigured
        || (Wanted.Count == 0 ? Trouble is not null : IsScanned
            && Wanted.All(w => Find(w) is { IsBusy: false, State: ServableState.Available or ServableState.End }));

    /// <summary>What calls are shown of it; null if nothing was yet.</summary>
    public ModelView? Shown { get; private set; }

    /// <summary>The folders of versions that answer: their files need no look.</summary>
    public IReadOnlySet<VersionFolder> Loaded => Versions.Where(v => v.State == ServableState.Available).Select(v => v.Folder).ToHashSet();

    /// <summary>It is in the configuration, so or so once more.</summary>
    public void Configure(ModelOptions options)
    {
        Options = options;
        IsScanned &= IsConfigured;
        IsConfigured = true;
    }

    /// <summary>It is in the configuration no more: nothing of it is wanted.</summary>
    public void Drop()
    {
        IsConfigured = false;
        Wanted = [];
    }

    /// <summary>The version of a folder, the newest where an older one of it is still on its way out; null if it is not followed.</summary>
    public TrackedVersion? Find(VersionFolder folder) => Versions.FindLast(v => v.Folder == folder);

    /// <summary>Whether a version is wanted.</summary>
    public bool Wants(TrackedVersion version) => Wanted.Contains(version.Folder);

    /// <summary>Whether a version of the same number is on its way from another folder: who asks for that number is answered until it is there.</summary>
    public bool IsReplaced(TrackedVersion version) => Versions.Exists(
        v => v != version && v.Folder.Number == version.Folder.Number && v.State is ServableState.Start or ServableState.Loading && Wants(v));

    /// <summary>Forgets the oldest of the versions that are gone.</summary>
    public void ForgetOld()
    {
        int ended = Versions.Count(v => v.State == ServableState.End && !Wants(v));
        for (int i = 0; i < Versions.Count && ended > MostEnded;)
        {
            if (Versions[i].State != ServableState.End || Wants(Versions[i]))
            {
                i++;
                continue;
            }
            Versions.RemoveAt(i);
            ended--;
        }
    }

    /// <summary>Makes what calls are shown anew; whether it is another than before.</summary>
    public bool UpdateView()
    {
        ModelView view = View();
        if (view.Shows(Shown))
            return false;
        Shown = view;
        return true;
    }

    private ModelView View()
    {
        ImmutableArray<ServedVersion> available =
        [
            .. Versions.Where(v => v is { State: ServableState.Available, Served: not null }).OrderByDescending(v => v.Folder.Number).Select(v => v.Served!)
                .DistinctBy(v => v.Number),
        ];
        return new(
            Options.Name,
            available,
            // A number that stands in several folders, one after the other, is told of once: as the one that answers, else the one that is wanted.
            [.. Versions.AsEnumerable().Reverse().OrderByDescending(v => v.State == ServableState.Available).ThenByDescending(Wants)
                .DistinctBy(v => v.Folder.Number).OrderByDescending(v => v.Folder.Number).Select(v => v.Status)],
            IsConfigured ? Options.Labels.ToFrozenDictionary(l => l.Label, l => Meant(l, available), StringComparer.Ordinal) : FrozenDictionary<string,
                long>.Empty,
            IsConfigured,
            Trouble);
    }

    // A label that moves to a version that does not answer yet stays where it was, if that one does.
    private long Meant(VersionLabel label, ImmutableArray<ServedVersion> available)
    {
        bool answers = available.Any(v => v.Number == label.Version);
        return !answers && Shown is { } before && before.Labels.TryGetValue(label.Label, out long old) && available.Any(v => v.Number == old) ? old
            : label.Version;
    }
}
