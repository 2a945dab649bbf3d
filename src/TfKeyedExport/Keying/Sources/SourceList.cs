using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Lists what a keyed signature could be made of, as it is to be typed.</summary>
internal static class SourceList
{
    private const int MaxLines = 40;
    private const string Choose = "Choose one:";

    /// <summary>
    /// An error that asks for a choice, or says that there is none: every signature and every function's trace that can carry a key. Where the
    /// root object has no such function, those of its children stand for them; where there is nothing at all, what stands in the way of each.
    /// </summary>
    /// <param name="what">The error.</param>
    /// <param name="metaGraphs">Where to look.</param>
    public static TfKeyedException Refuse(string what, params IReadOnlyList<MetaGraph> metaGraphs)
    {
        string? where = metaGraphs.Count > 0 ? metaGraphs[0].Where : null;
        var headings = new HashSet<string>(StringComparer.Ordinal);
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (MetaGraph metaGraph in metaGraphs)
        {
            (string heading, IReadOnlyList<string> choices) = Choices(metaGraph);
            headings.Add(heading);
            lines.UnionWith(choices);
        }
        return Refuse(what, where, string.Join("; ", headings), lines);
    }

    /// <summary>An error about one function: all its traces, those that cannot be exported with the reason.</summary>
    public static TfKeyedException Refuse(string what, MetaGraph metaGraph, ModelFunction function) =>
        Refuse(what, metaGraph, function.Traces.Select(t => (function.Name, t)));

    /// <summary>An error about some traces.</summary>
    public static TfKeyedException Refuse(string what, MetaGraph metaGraph, IEnumerable<(string Function, FunctionTrace Trace)> traces) =>
        Refuse(what, metaGraph.Where, Choose, traces.Select(t => Line(t.Function, t.Trace)));

    private static TfKeyedException Refuse(string what, string? where, string next, IEnumerable<string> lines)
    {
        List<string> all = [.. lines];
        if (all.Count > MaxLines)
            all = [.. all.Take(MaxLines), $"and {all.Count - MaxLines} more"];
        return new TfKeyedException(ErrorKind.Refused, what, where, next, null, all);
    }

    private static (string Heading, IReadOnlyList<string> Lines) Choices(MetaGraph metaGraph)
    {
        List<ModelSignature> signatures = [.. metaGraph.Signatures.Where(s => s.IsServable)];
        List<string> lines = [.. signatures.Where(s => KeyAbility.Obstacle(s) is null).Select(Line)];
        (IReadOnlyList<ModelFunction> root, IReadOnlyList<ModelFunction> below) = FunctionCatalog.Of(metaGraph);
        List<string> functions = Lines(root, able: true);
        lines.AddRange(functions.Count > 0 ? functions : Lines(below, able: true));
        if (lines.Count > 0)
            return (root.Count == 0 && below.Count > 0 ? "The root object has no function; choose one:" : Choose, lines);
        lines = [.. signatures.Select(s => $"the signature {s.Name} {KeyAbility.Obstacle(s)}"), .. Lines(root, able: false), .. Lines(below, able: false)];
        return lines.Count > 0
            ? ("Save it from Python with another signature or tf.function; nothing in it can be keyed:", lines)
            : ("It has nothing to make a signature of: save it from Python with a signature, or with a tf.function", []);
    }

    private static List<string> Lines(IReadOnlyList<ModelFunction> functions, bool able) =>
        [.. functions.SelectMany(f => f.Traces.Where(t => t.KeyObstacle is null == able).Select(t => Line(f.Name, t)))];

    private static string Line(ModelSignature signature) =>
        $"--from {signature.Name}   ({string.Join("; ", signature.Inputs)}) -> {string.Join("; ", signature.Outputs)}";

    private static string Line(string function, FunctionTrace trace) => trace.KeyObstacle is { } obstacle
        ? $"trace {trace.Index} of {function} cannot be exported: {obstacle}"
        : $"--from {new KeyingSource.Function(function, trace)}   {trace}{(trace.IsTraining ? "   traced for training" : "")}";
}
