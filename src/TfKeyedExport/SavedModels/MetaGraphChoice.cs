using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels;

/// <summary>Finds the metagraph that tags mean; whoever reads, edits or runs a model chooses alike.</summary>
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
        return Find(model, tags) ?? throw TfKeyedException.BadRequest(
            $"there is no metagraph tagged {string.Join(",", (tags ?? [ServeTag]).Distinct())}; there are {Listed(model)}",
            model.Folder, "choose one by its tags: with --tags, or a server's saved_model_tags");
    }

    /// <summary>The same metagraph; null if there is none.</summary>
    internal static MetaGraph? Find(SavedModel model, IReadOnlyList<string>? tags) =>
        Tagged(model, tags ?? [ServeTag]).FirstOrDefault() ?? (tags is null && model.MetaGraphs.Count == 1 ? model.MetaGraphs[0] : null);

    /// <summary>All metagraphs with exactly these tags.</summary>
    internal static IEnumerable<MetaGraph> Tagged(SavedModel model, IReadOnlyList<string> tags)
    {
        var wanted = tags.ToHashSet(StringComparer.Ordinal);
        return model.MetaGraphs.Where(m => wanted.SetEquals(m.Tags));
    }

    /// <summary>The tags of each metagraph that there is, for messages.</summary>
    internal static string Listed(SavedModel model) => string.Join("; ", model.MetaGraphs.Select(m => string.Join(',', m.Tags)));
}
