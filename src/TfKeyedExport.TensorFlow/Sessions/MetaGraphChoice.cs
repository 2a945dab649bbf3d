using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Chooses the metagraph to run.</summary>
internal static class MetaGraphChoice
{
    private const string Serve = "serve";

    /// <summary>The metagraph with exactly these tags; without tags the one tagged <c>serve</c> only, or the only one.</summary>
    /// <exception cref="TfKeyedException">There is none, or the choice is not clear.</exception>
    public static MetaGraph Of(SavedModel model, IReadOnlyList<string>? tags)
    {
        if (tags is null && model.MetaGraphs.Count == 1)
            return model.MetaGraphs[0];
        var wanted = new HashSet<string>(tags ?? [Serve], StringComparer.Ordinal);
        return model.MetaGraphs.FirstOrDefault(m => wanted.SetEquals(m.Tags)) ?? throw TfKeyedException.Unreadable(
            $"no graph has the tags {string.Join(',', wanted)}",
            model.Folder,
            $"choose with --tags: {string.Join(" or ", model.MetaGraphs.Select(m => string.Join(',', m.Tags)))}");
    }
}
