using TfKeyedExport.Benchmarking;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.TensorFlow.Libraries;

namespace TfKeyedExport.Cli.Benchmarking;

/// <summary>Chooses the engines that take part in a benchmark.</summary>
internal static class BenchEngines
{
    private const string Embedded = "embedded";
    private const string TensorFlow = "tensorflow";

    /// <summary>Reads the names that the user gives.</summary>
    /// <exception cref="TfKeyedException">One is not an engine's, or is there twice (usage).</exception>
    public static IReadOnlyList<string> Names(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(n => n is not (Embedded or TensorFlow)) is { } unknown)
            throw TfKeyedException.Usage($"there is no engine '{unknown}'", "--engines", "take embedded, tensorflow or both");
        return names.Distinct().Count() == names.Length ? names : throw TfKeyedException.Usage("an engine is named twice", "--engines", "name each once");
    }

    /// <summary>The engines that were named; without names, those of both that can run the model.</summary>
    /// <param name="names">The names, or null.</param>
    /// <param name="model">The model.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="place">Library and device.</param>
    /// <returns>The engines, and why one was left out.</returns>
    /// <exception cref="TfKeyedException">Neither can run it.</exception>
    public static (IReadOnlyList<BenchEntry> Entries, IReadOnlyList<string> Notes) Choose(
        IReadOnlyList<string>? names, SavedModel model, string signature, EnginePlace place)
    {
        // The device is TensorFlow's: the embedded engine has only the processor.
        var embedded = new BenchEntry(new EmbeddedEngine(), place.Host with { Device = "cpu" });
        var tensorFlow = new BenchEntry(new TensorFlowEngine(place.TensorFlow), place.Host);
        if (names is not null)
            return ([.. names.Select(n => n == Embedded ? embedded : tensorFlow)], []);
        string? lacking = Lacking(model, signature, place.Host.Tags);
        string? missing = Missing(place.TensorFlow.LibraryPath);
        if (lacking is not null && missing is not null)
            throw TfKeyedException.Engine(
                $"no engine can run this model (embedded: {lacking}; tensorflow: {missing})", model.Folder, "name TensorFlow's library with --tensorflow");
        return (
            [.. lacking is null ? [embedded] : Array.Empty<BenchEntry>(), .. missing is null ? [tensorFlow] : Array.Empty<BenchEntry>()],
            [.. lacking is null ? [] : (string[])[$"without embedded: {lacking}"], .. missing is null ? [] : (string[])[$"without tensorflow: {missing}"]]);
    }

    /// <summary>The one engine on which a model that is going to be served is measured.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="place">The engine that was asked for, library and device.</param>
    /// <param name="onTensorFlow">Whether it is going to be run by TensorFlow: then that tells more, where it can be had.</param>
    public static BenchEntry ChooseOne(SavedModel model, string signature, EnginePlace place, bool onTensorFlow)
    {
        if (place.Kind != EngineKind.Auto)
            return Choose([place.Kind == EngineKind.Embedded ? Embedded : TensorFlow], model, signature, place).Entries[0];
        IReadOnlyList<BenchEntry> able = Choose(null, model, signature, place).Entries;
        return onTensorFlow ? able[^1] : able[0];
    }

    private static string? Lacking(SavedModel model, string signature, IReadOnlyList<string>? tags)
    {
        MetaGraph metaGraph = MetaGraphChoice.Of(model, tags);
        IReadOnlyList<string> lacks = metaGraph.Signature(signature) is { } found ? EmbeddedSupport.Lacks(metaGraph, found) : [];
        return lacks.Count == 0 ? null : $"it lacks {string.Join(", ", lacks)}";
    }

    private static string? Missing(string? path)
    {
        try
        {
            TensorFlowLibrary.Load(path);
            return null;
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Engine && path is null)
        {
            return error.What;
        }
    }
}
