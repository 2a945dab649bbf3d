using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Reads off a model's graph which values its inputs take.</summary>
internal static class HintFinder
{
    /// <summary>What is known of the signature's inputs, by name. Hints are a help: a graph that cannot be followed gives none.</summary>
    public static IReadOnlyDictionary<string, InputHints> Find(SavedModel model, IReadOnlyList<string>? tags, Subject subject)
    {
        var hints = new Dictionary<string, InputHints>(StringComparer.Ordinal);
        if (SignatureGraphs.MetaGraphOf(model, tags) is not { } metaGraph)
            return hints;
        ModelSignature signature = subject.Signature;
        try
        {
            var source = new GraphSource(metaGraph);
            SignatureArgument[] fed = SignatureGraphs.Fed(signature);
            Graph graph = SignatureGraphs.Build(source, signature);
            var walk = new HintWalk(new TableContents(metaGraph, source));
            foreach (SignatureArgument input in fed)
                hints[input.Name] = new InputHints();
            walk.Follow(graph, [.. fed.Select(i => (hints[i.Name], i.Shape))]);
        }
        catch (TfKeyedException)
        {
            // What was found until then is still true.
        }
        return hints;
    }
}
