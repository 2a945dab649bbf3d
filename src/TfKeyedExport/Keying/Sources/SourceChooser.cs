using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Chooses what a keyed signature is made of, in every metagraph that has it.</summary>
internal static class SourceChooser
{
    /// <summary>The functions that are taken without being named, the first that is there.</summary>
    private static readonly string[] DefaultFunctions = ["serve", "serving", "serving_default", "__call__", "call"];

    /// <summary>Chooses.</summary>
    /// <exception cref="TfKeyedException">There is no such source, or several: they are listed with what to type.</exception>
    public static ChosenSources Choose(SavedModel model, SourceRequest request)
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
                return new ChosenSources(sources, [.. PassedOver(sources, request), .. Untouched(metaGraphs, sources)]);
        }
        throw NothingFound(metaGraphs, request);
    }

    private static IEnumerable<Func<MetaGraph, KeyingSource?>> Rules(SourceRequest request)
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
        List<MetaGraph> tagged = [.. MetaGraphChoice.Tagged(model, tags)];
        return tagged.Count > 0
            ? tagged
            : throw TfKeyedException.Refused(
                $"no metagraph has exactly the tags '{string.Join(',', tags)}'",
                model.Folder,
                $"Choose one of: {MetaGraphChoice.Listed(model)}");
    }

    private static KeyingSource.Signature? BySignature(MetaGraph metaGraph, string name) =>
        metaGraph.Signature(name) is { IsServable: true } ? new KeyingSource.Signature(name) : null;

    /// <summary>The only signature that can carry a key; one whose inputs or outputs are all single values counts if no other does.</summary>
    private static KeyingSource.Signature? OnlySignature(MetaGraph metaGraph)
    {
        List<ModelSignature> able = [.. metaGraph.Signatures.Where(s => s.IsServable && KeyAbility.Obstacle(s) is null)];
        if (able.Exists(KeyAbility.HasRows))
            able.RemoveAll(s => !KeyAbility.HasRows(s));
        return able.Count <= 1
            ? able.Select(s => new KeyingSource.Signature(s.Name)).FirstOrDefault()
            : throw SourceList.Refuse($"the model has {able.Count} signatures that can carry a key, and none is the obvious one", metaGraph);
    }

    /// <summary>The first of the functions for clients; but not one that is fixed to the batch that it was traced with while a later one takes any.</summary>
    private static KeyingSource.Function? DefaultFunction(MetaGraph metaGraph)
    {
        KeyingSource.Function? first = null;
        foreach (string name in DefaultFunctions)
        {
            if (ModelFunctions.Find(metaGraph, name) is not { } function || !function.Traces.Any(t => t.IsExportable))
                continue;
            if (first is null)
            {
                first = new KeyingSource.Function(name, TraceChooser.Inference(metaGraph, function));
                if (first.Trace.Inputs.Count == 0 || first.Trace.HasOpenBatch)
                    return first;
            }
            else if (TraceChooser.FindInference(function) is { HasOpenBatch: true } open)
            {
                return TraceChooser.TakesInputsOf(open, first.Trace)
                    ? new KeyingSource.Function(name, open)
                    : throw SourceList.Refuse(
                        $"the function '{first.Name}' takes batches of one size only, and '{name}', which takes any, takes other inputs",
                        metaGraph,
                        [(first.Name, first.Trace), (name, open)]);
            }
        }
        return first;
    }

    /// <summary>Says why one of several signatures was taken.</summary>
    private static IEnumerable<string> PassedOver(List<(MetaGraph MetaGraph, KeyingSource Source)> sources, SourceRequest request)
    {
        if (request.From is not null || sources[0].Source is not KeyingSource.Signature taken || taken.Name == request.Signature)
            yield break;
        var others = sources[0].MetaGraph.Signatures
            .Where(s => s.IsServable && s.Name != taken.Name)
            .Select(s => $"'{s.Name}' {KeyAbility.Obstacle(s) ?? "takes or returns single values only"}")
            .ToList();
        if (others.Count > 0)
            yield return $"'{taken.Name}' is the only signature that can carry a key for each row: {string.Join(", ", others)}";
    }

    private static List<string> Untouched(IReadOnlyList<MetaGraph> metaGraphs, List<(MetaGraph MetaGraph, KeyingSource Source)> sources) => metaGraphs
        .Where(m => !sources.Exists(s => s.MetaGraph == m))
        .Select(m => $"the metagraph [{string.Join(',', m.Tags)}] has no {sources[0].Source} and stays as it is")
        .ToList();

    private static TfKeyedException NothingFound(IReadOnlyList<MetaGraph> metaGraphs, SourceRequest request)
    {
        string what = request.From is { } from
            ? $"the model has no {Kind(from)}"
            : "the model has no signature that can carry a key, and no function that is the obvious one";
        return SourceList.Refuse(what, metaGraphs);
    }

    private static string Kind(string from) => from.StartsWith(KeyingSource.FunctionPrefix, StringComparison.Ordinal)
        ? $"function '{from[KeyingSource.FunctionPrefix.Length..]}'"
        : $"signature '{from}'";
}
