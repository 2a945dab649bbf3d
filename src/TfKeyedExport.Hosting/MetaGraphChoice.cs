using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Hosting;

/// <summary>Finds the metagraph that tags mean; every engine chooses alike.</summary>
public static class MetaGraphChoice
{
    private const string ServeTag = "serve";

    /// <summary>The metagraph with exactly these tags; without tags the one tagged <c>serve</c> alone, or the only one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tags">All tags of the metagraph, in any order; null leaves the choice.</param>
    /// <exception cref="TfKeyedException">There is none, or more than one would do.</exception>
    public static MetaGraph Of(SavedModel model, IReadOnlyList<string>? tags)
    {
        ArgumentNullException.ThrowIfNull(model);
        var wanted = (tags ?? [ServeTag]).ToHashSet(StringComparer.Ordinal);
        MetaGraph? found = model.MetaGraphs.FirstOrDefault(m => wanted.SetEquals(m.Tags));
        if (found is null && tags is null && model.MetaGraphs.Count == 1)
            found = model.MetaGraphs[0];
        return found ?? throw TfKeyedException.BadRequest(
            $"there is no metagraph tagged {string.Join(",", wanted)}; there are {string.Join("; ", model.MetaGraphs.Select(m => string.Join(",", m.Tags)))}",
            model.Folder, "choose one with --tags");
    }
}
