using System.Globalization;
using System.Text;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Lists what a keyed signature could be made of, as it is to be typed.</summary>
internal static class SourceList
{
    private const int MaxLines = 40;

    /// <summary>
    /// The advice of an error: every signature and every function's trace that can carry a key. Where the root object has no such function, those of its children
    /// stand for them; where there is nothing at all, what stands in the way of each.
    /// </summary>
    public static string Advice(MetaGraph metaGraph)
    {
        List<ModelSignature> signatures = [.. metaGraph.Signatures.Where(s => s.IsServable)];
        List<string> lines = [.. signatures.Where(s => KeyAbility.Obstacle(s) is null).Select(Line)];
        (IReadOnlyList<ModelFunction> root, IReadOnlyList<ModelFunction> below) = FunctionCatalog.Of(metaGraph);
        List<string> functions = Lines(root, able: true);
        lines.AddRange(functions.Count > 0 ? functions : Lines(below, able: true));
        if (lines.Count > 0)
            return Listed(root.Count == 0 && below.Count > 0 ? "The root object has no function; choose one:" : "Choose one:", lines);
        lines = [.. signatures.Select(s => $"the signature {s.Name} {KeyAbility.Obstacle(s)}"), .. Lines(root, able: false), .. Lines(below, able: false)];
        return lines.Count > 0
            ? Listed("Save it from Python with another signature or tf.function; nothing in it can be keyed:", lines)
            : "It has nothing to make a signature of: save it from Python with a signature, or with a tf.function";
    }

    /// <summary>The advice of an error about one function: all its traces, those that cannot be exported with the reason.</summary>
    public static string Advice(ModelFunction function) => Advice(function.Traces.Select(t => (function.Name, t)));

    /// <summary>The advice of an error about some traces.</summary>
    public static string Advice(IEnumerable<(string Function, FunctionTrace Trace)> traces) =>
        Listed("Choose one:", [.. traces.Select(t => Line(t.Function, t.Trace))]);

    private static List<string> Lines(IReadOnlyList<ModelFunction> functions, bool able) =>
        [.. functions.SelectMany(f => f.Traces.Where(t => t.KeyObstacle is null == able).Select(t => Line(f.Name, t)))];

    private static string Listed(string heading, List<string> lines)
    {
        var advice = new StringBuilder(heading);
        foreach (string line in lines.Take(MaxLines))
            advice.AppendLine().Append("  ").Append(line);
        if (lines.Count > MaxLines)
            advice.AppendLine().Append(CultureInfo.InvariantCulture, $"  and {lines.Count - MaxLines} more");
        return advice.ToString();
    }

    private static string Line(ModelSignature signature) =>
        $"--from {signature.Name}   ({string.Join("; ", signature.Inputs)}) -> {string.Join("; ", signature.Outputs)}";

    private static string Line(string function, FunctionTrace trace) => trace.KeyObstacle is { } obstacle
        ? $"trace {trace.Index} of {function} cannot be exported: {obstacle}"
        : $"--from {new KeyingSource.Function(function, trace)}   {trace}{(trace.IsTraining ? "   traced for training" : "")}";
}
