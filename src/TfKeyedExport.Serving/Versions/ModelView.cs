using System.Collections.Frozen;
using System.Collections.Immutable;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What calls see of a model. Immutable: whoever changes something publishes another one.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Available">The versions that answer, the highest first.</param>
/// <param name="Statuses">All versions that were ever seen, the highest first.</param>
/// <param name="Labels">The labels and their versions, which need not be there yet.</param>
/// <param name="IsConfigured">Whether the model is still in the configuration.</param>
/// <param name="Trouble">What is wrong with its base path; null if nothing is.</param>
internal sealed record ModelView(
    string Name,
    ImmutableArray<ServedVersion> Available,
    ImmutableArray<VersionStatus> Statuses,
    FrozenDictionary<string, long> Labels,
    bool IsConfigured,
    string? Trouble)
{
    /// <summary>The highest version that answers; null if none does.</summary>
    public ServedVersion? Latest => Available.IsEmpty ? null : Available[0];

    /// <summary>Whether a version may come any moment: none answers, and not all have failed.</summary>
    public bool IsComing => IsConfigured && Available.IsEmpty
        && (Statuses.IsEmpty || Statuses.Any(s => s.State is ServableState.Start or ServableState.Loading));

    /// <summary>
    /// Whether it is not known yet how it will be: none answers, none has failed so far, and nothing is wrong with the base path. What is tried
    /// again has failed.
    /// </summary>
    public bool IsOpen => IsComing && (Statuses.IsEmpty ? Trouble is null
        : Statuses.Any(s => s is { State: ServableState.Start or ServableState.Loading, Code: Code.Ok }));

    /// <summary>Whether another view shows the same.</summary>
    public bool Shows(ModelView? other) => other is not null && Name == other.Name && IsConfigured == other.IsConfigured && Trouble == other.Trouble
        && Available.AsSpan().SequenceEqual(other.Available.AsSpan()) && Statuses.AsSpan().SequenceEqual(other.Statuses.AsSpan())
        && Labels.Count == other.Labels.Count && Labels.All(l => other.Labels.TryGetValue(l.Key, out long number) && number == l.Value);

    /// <summary>One version; null if it does not answer.</summary>
    public ServedVersion? Find(long number)
    {
        foreach (ServedVersion version in Available)
        {
            if (version.Number == number)
                return version;
        }
        return null;
    }
}
