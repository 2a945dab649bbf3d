using TfKeyedExport.Checking.Probing;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Reads off a model's graph which values its inputs take.</summary>
internal static class HintFinder
{
    /// <summary>What is known of the signature's inputs, by name.</summary>
    public static IReadOnlyDictionary<string, InputHints> Find(SavedModel model, IReadOnlyList<string>? tags, Subject subject) =>
        new Dictionary<string, InputHints>();
}
