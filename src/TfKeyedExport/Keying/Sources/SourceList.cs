using System.Globalization;
using System.Text;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Lists what a keyed signature could be made of, as it is to be typed.</summary>
internal static class SourceList
{
    private const int MaxLines = 40;

    /// <summary>The advice of an error: every signature, and every function with its traces.</summary>
    public static string Advice(MetaGraph metaGraph)
    {
        List<string> lines = [.. metaGraph.Signatures.Where(s => s.IsServable).Select(Line)];
        foreach (ModelFunction function in ModelFunctions.Of(metaGraph))
            lines.AddRange(function.Traces.Where(t => t.IsExportable).Select(t => Line(function, t)));
        if (lines.Count == 0)
            return "It has nothing to make a signature of: save it from Python with a signature, or with a tf.function";
        return Listed(lines);
    }

    /// <summary>The advice of an error about one function: all its traces, those that cannot be exported with the reason.</summary>
    public static string Advice(ModelFunction function) => Listed([.. function.Traces.Select(t => Line(function, t))]);

    private static string Listed(List<string> lines)
    {
        var advice = new StringBuilder("Choose one:");
        foreach (string line in lines.Take(MaxLines))
            advice.AppendLine().Append("  ").Append(line);
        if (lines.Count > MaxLines)
            advice.AppendLine().Append(CultureInfo.InvariantCulture, $"  and {lines.Count - MaxLines} more");
        return advice.ToString();
    }

    private static string Line(ModelSignature signature) =>
        $"--from {signature.Name}   ({string.Join("; ", signature.Inputs)}) -> {string.Join("; ", signature.Outputs)}";

    private static string Line(ModelFunction function, FunctionTrace trace) => trace.Obstacle is { } obstacle
        ? $"trace {trace.Index} of {function.Name} cannot be exported: {obstacle}"
        : $"--from {new KeyingSource.Function(function.Name, trace)}   {trace}{(trace.IsTraining ? "   traced for training" : "")}";
}
