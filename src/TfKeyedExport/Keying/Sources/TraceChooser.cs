using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Chooses among the ways in which a function was traced.</summary>
internal static class TraceChooser
{
    /// <summary>The function and trace of <c>NAME[:TRACE]</c>, the trace being a position or a concrete function's name; null if there is no such function.</summary>
    /// <exception cref="TfKeyedException">There is no such trace, it cannot be exported, or several would do.</exception>
    public static KeyingSource.Function? ByName(MetaGraph metaGraph, string text)
    {
        if (ModelFunctions.Find(metaGraph, text) is { } whole)
            return new KeyingSource.Function(text, Inference(metaGraph, whole));
        int colon = text.LastIndexOf(':');
        if (colon < 0 || ModelFunctions.Find(metaGraph, text[..colon]) is not { } function)
            return null;
        string wanted = text[(colon + 1)..];
        bool isPosition = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int position);
        FunctionTrace trace = function.Traces.FirstOrDefault(t => isPosition ? t.Index == position : t.ConcreteFunction == wanted)
            ?? throw TfKeyedException.Refused($"the function '{function.Name}' has no trace '{wanted}'", metaGraph.Where, SourceList.Advice(function));
        if (trace.Obstacle is { } obstacle)
        {
            throw TfKeyedException.Refused(
                $"trace {trace.Index} of the function '{function.Name}' cannot be exported: {obstacle}", metaGraph.Where, SourceList.Advice(function));
        }
        return new KeyingSource.Function(function.Name, trace);
    }

    /// <summary>
    /// The trace to serve: not one for training; inputs in a dictionary rather than as arguments or in a sequence, because they have names;
    /// and the one whose shapes take all that the others take.
    /// </summary>
    /// <exception cref="TfKeyedException">There is none, or several that differ in more than that.</exception>
    public static FunctionTrace Inference(MetaGraph metaGraph, ModelFunction function)
    {
        List<FunctionTrace> exportable = [.. function.Traces.Where(t => t.IsExportable)];
        if (exportable.Count == 0)
            throw TfKeyedException.Refused($"no trace of the function '{function.Name}' can be exported", metaGraph.Where, SourceList.Advice(function));
        List<FunctionTrace> inference = exportable.FindAll(t => !t.IsTraining);
        if (inference.Count == 0)
        {
            throw TfKeyedException.Refused(
                $"the function '{function.Name}' was traced for training only", metaGraph.Where, SourceList.Advice(function));
        }
        foreach (InputForm form in (ReadOnlySpan<InputForm>)[InputForm.Dictionary, InputForm.Arguments, InputForm.Sequence])
        {
            List<FunctionTrace> alike = inference.FindAll(t => t.Form == form);
            if (alike.Count > 0)
            {
                return MostGeneral(alike) ?? throw TfKeyedException.Refused(
                    $"the function '{function.Name}' was traced in {alike.Count} ways and none is the obvious one to key",
                    metaGraph.Where,
                    SourceList.Advice(function));
            }
        }
        throw new InvalidOperationException("every trace has one of the forms");
    }

    /// <summary>The first trace that takes whatever any other takes; null if there is none.</summary>
    private static FunctionTrace? MostGeneral(List<FunctionTrace> traces)
    {
        FunctionTrace widest = traces[0];
        foreach (FunctionTrace trace in traces)
        {
            if (!Takes(widest, trace))
                widest = trace;
        }
        return traces.TrueForAll(t => Takes(widest, t)) ? widest : null;
    }

    private static bool Takes(FunctionTrace wide, FunctionTrace narrow)
    {
        if (!wide.PlainArguments.SequenceEqual(narrow.PlainArguments) || wide.Inputs.Count != narrow.Inputs.Count)
            return false;
        for (int i = 0; i < wide.Inputs.Count; i++)
        {
            SignatureArgument a = wide.Inputs[i], b = narrow.Inputs[i];
            if (a.Name != b.Name || a.Type != b.Type || !b.Shape.Fits(a.Shape))
                return false;
        }
        return true;
    }
}
