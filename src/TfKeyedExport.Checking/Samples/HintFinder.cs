using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Reads off a model's graph which values its inputs take.</summary>
internal static class HintFinder
{
    /// <summary>What is known of the signature's inputs, by name. Hints are a help: a graph that cannot be followed gives none.</summary>
    public static IReadOnlyDictionary<string, InputHints> Find(ModelGraphs graphs, ModelSignature signature) => FindAll(graphs, signature).Inputs;

    /// <summary>What is known of the signature's inputs, and of numbers of rows at which something may change.</summary>
    public static GraphHints FindAll(ModelGraphs graphs, ModelSignature signature)
    {
        var sizes = new ComparedSizes();
        IReadOnlyList<double> stored = StoredNumbers.Of(graphs.Model);
        var hints = new Dictionary<string, InputHints>(StringComparer.Ordinal);
        if (graphs.Of(signature) is not { } graph)
            return new GraphHints(hints, sizes, stored);
        try
        {
            SignatureArgument[] fed = SignatureGraph.Fed(signature);
            var walk = new HintWalk(new TableContents(graphs.MetaGraph!, graphs.Source!));
            foreach (SignatureArgument input in fed)
                hints[input.Name] = new InputHints();
            sizes = walk.Compared;
            foreach (double number in stored)
            {
                ComparedSizes.Note(sizes.Stored, number);
                ComparedSizes.Note(sizes.Counts, number);
            }
            walk.Follow(graph, [.. fed.Select(i => (hints[i.Name], i.Shape))]);
        }
        catch (TfKeyedException)
        {
            // What was found until then is still true.
        }
        return new GraphHints(hints, sizes, stored);
    }
}
