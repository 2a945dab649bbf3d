using System.Collections.Frozen;
using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>All models that calls can see, behind one field that is swapped as a whole: a call never waits for whoever loads or unloads.</summary>
internal sealed class ServingTable
{
    private volatile FrozenDictionary<string, ModelView> _models = FrozenDictionary<string, ModelView>.Empty;

    /// <summary>All models, by name.</summary>
    public FrozenDictionary<string, ModelView> Models => _models;

    /// <summary>Shows calls another state. Only the one who manages versions does that.</summary>
    public void Publish(IEnumerable<ModelView> models) => _models = models.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>Holds the version that a call is for.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="choice">The version.</param>
    /// <exception cref="ServingFault">There is no such model, version or label; or none of its versions is there yet.</exception>
    public VersionLease Lease(string model, VersionChoice choice)
    {
        while (true)
        {
            ModelView? view = _models.GetValueOrDefault(model);
            // A version that was retired after it was looked up is in the table no more.
            if (Find(view, model, choice).TryLease(out VersionLease lease))
                return lease;
        }
    }

    /// <summary>What there is to tell of a model's versions.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="choice">The version; all of them if none is given.</param>
    /// <exception cref="ServingFault">There is no such model, version or label.</exception>
    public IReadOnlyList<VersionStatus> Status(string model, VersionChoice choice)
    {
        if (!_models.TryGetValue(model, out ModelView? view))
            throw ServingFault.NotFound($"Could not find any versions of model {model}");
        long? number = choice.Label is { } label ? Labelled(view, label) : choice.Number;
        if (number is null)
            return view.Statuses.IsEmpty ? throw ServingFault.NotFound($"Could not find any versions of model {model}") : view.Statuses;
        return view.Statuses.FirstOrDefault(s => s.Number == number) is { } status
            ? [status]
            : throw ServingFault.NotFound(string.Create(CultureInfo.InvariantCulture, $"Could not find version {number} of model {model}"));
    }

    private static ServedVersion Find(ModelView? view, string model, VersionChoice choice)
    {
        long? number = choice.Number;
        if (choice.Label is { } label)
            number = view is null ? throw Unrecognized(label) : Labelled(view, label);
        ServedVersion? version = number is { } wanted ? view?.Find(wanted) : view?.Latest;
        if (version is not null)
            return version;
        string asked = number is { } specific ? string.Create(CultureInfo.InvariantCulture, $"Specific({model}, {specific})") : $"Latest({model})";
        string text = $"Servable not found for request: {asked}";
        throw view is { IsComing: true }
            ? new ServingFault(Code.Unavailable, $"{text}; the model is configured, and none of its versions is available yet")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            }
            : ServingFault.NotFound(text);
    }

    private static long Labelled(ModelView view, string label) => view.Labels.TryGetValue(label, out long number) ? number : throw Unrecognized(label);

    private static ServingFault Unrecognized(string label) => ServingFault.Invalid($"Unrecognized servable version label: {label}");
}
