using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Chooses what a keyed signature is made of, in every metagraph that has it.</summary>
internal static class SourceChooser
{
    /// <summary>The functions that are taken without being named, the first that is there.</summary>
    private static readonly string[] DefaultFunctions = ["serve", "serving_default", "__call__", "call"];

    /// <summary>Chooses.</summary>
    /// <exception cref="TfKeyedException">There is no such source, or several: they are listed with what to type.</exception>
    public static ChosenSources Choose(SavedModel model, KeyingRequest request)
    {
        IReadOnlyList<MetaGraph> metaGraphs = MetaGraphsFor(model, request.Tags);
        var sources = new List<(MetaGraph, KeyingSource)>();
        foreach (Func<MetaGraph, KeyingSource?> rule in Rules(request))
        {
            foreach (MetaGraph metaGraph in metaGraphs)
            {
                if (rule(metaGraph) is { } source)
                    sources.Add((metaGraph, source));
            }
            if (sources.Count > 0)
                return new ChosenSources(sources, Untouched(metaGraphs, sources));
        }
        throw NothingFound(metaGraphs, request);
    }

    private static IEnumerable<Func<MetaGraph, KeyingSource?>> Rules(KeyingRequest request)
    {
        switch (request.From)
        {
            case null:
                yield return m => BySignature(m, request.Signature);
                yield return OnlySignature;
                yield return DefaultFunction;
                break;
            case { } from when from.StartsWith(KeyingSource.FunctionPrefix, StringComparison.Ordinal):
                yield return m => TraceChooser.ByName(m, from[KeyingSource.FunctionPrefix.Length..]);
                break;
            case { } from:
                yield return m => BySignature(m, from);
                break;
        }
    }

    private static IReadOnlyList<MetaGraph> MetaGraphsFor(SavedModel model, IReadOnlyList<string>? tags)
    {
        if (tags is null)
            return model.MetaGraphs;
        List<MetaGraph> tagged = [.. model.MetaGraphs.Where(m => m.Tags.ToHashSet(StringComparer.Ordinal).SetEquals(tags))];
        return tagged.Count > 0
            ? tagged
            : throw TfKeyedException.Refused(
                $"no metagraph has exactly the tags '{string.Join(',', tags)}'",
                model.Folder,
                $"Choose one of: {string.Join("; ", model.MetaGraphs.Select(m => string.Join(',', m.Tags)))}");
    }

    private static KeyingSource.Signature? BySignature(MetaGraph metaGraph, string name) =>
        metaGraph.Signature(name) is { IsServable: true } ? new KeyingSource.Signature(name) : null;

    private static KeyingSource.Signature? OnlySignature(MetaGraph metaGraph)
    {
        List<ModelSignature> servable = [.. metaGraph.Signatures.Where(s => s.IsServable)];
        return servable.Count <= 1
            ? servable.Select(s => new KeyingSource.Signature(s.Name)).FirstOrDefault()
            : throw TfKeyedException.Refused(
                $"the model has {servable.Count} signatures and none is the obvious one to key", metaGraph.Where, SourceList.Advice(metaGraph));
    }

    private static KeyingSource.Function? DefaultFunction(MetaGraph metaGraph)
    {
        foreach (string name in DefaultFunctions)
        {
            if (ModelFunctions.Find(metaGraph, name) is { } function && function.Traces.Any(t => t.IsExportable))
                return new KeyingSource.Function(name, TraceChooser.Inference(metaGraph, function));
        }
        return null;
    }

    private static List<string> Untouched(IReadOnlyList<MetaGraph> metaGraphs, List<(MetaGraph MetaGraph, KeyingSource Source)> sources) => metaGraphs
        .Where(m => !sources.Exists(s => s.MetaGraph == m))
        .Select(m => $"the metagraph [{string.Join(',', m.Tags)}] has no {sources[0].Source} and stays as it is")
        .ToList();

    private static TfKeyedException NothingFound(IReadOnlyList<MetaGraph> metaGraphs, KeyingRequest request)
    {
        string what = request.From is { } from ? $"the model has no {Kind(from)}" : "the model has no signature and no function that is the obvious one to key";
        string advice = string.Join(Environment.NewLine, metaGraphs.Select(SourceList.Advice).Distinct(StringComparer.Ordinal));
        return TfKeyedException.Refused(what, metaGraphs.Count > 0 ? metaGraphs[0].Where : null, advice);
    }

    private static string Kind(string from) => from.StartsWith(KeyingSource.FunctionPrefix, StringComparison.Ordinal)
        ? $"function '{from[KeyingSource.FunctionPrefix.Length..]}'"
        : $"signature '{from}'";
}
