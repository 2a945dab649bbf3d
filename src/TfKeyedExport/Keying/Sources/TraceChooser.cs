using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Chooses among the ways in which a function was traced.</summary>
internal static class TraceChooser
{
    /// <summary>
    /// The function and trace of <c>NAME[:TRACE]</c>, the trace being a position or a concrete function's name; null if there is no such function.
    /// </summary>
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
            ?? throw SourceList.Refuse($"the function '{function.Name}' has no trace '{wanted}'", metaGraph, function);
        if (trace.Obstacle is { } obstacle)
        {
            throw SourceList.Refuse($"trace {trace.Index} of the function '{function.Name}' cannot be exported: {obstacle}", metaGraph, function);
        }
        return new KeyingSource.Function(function.Name, trace);
    }

    /// <summary>
    /// The trace to serve: not one for training; inputs in a dictionary rather than as arguments or in a sequence, because they have names;
    /// and the one whose shapes take all that the others take. A form that is fixed to one size of batch gives way to one that is not, if nothing else differs.
    /// </summary>
    /// <exception cref="TfKeyedException">There is none, or several that differ in more than that.</exception>
    public static FunctionTrace Inference(MetaGraph metaGraph, ModelFunction function)
    {
        if (FindInference(function) is { } found)
            return found;
        List<FunctionTrace> exportable = [.. function.Traces.Where(t => t.IsExportable)];
        string problem = exportable.Count == 0
            ? $"no trace of the function '{function.Name}' can be exported"
            : exportable.TrueForAll(t => t.IsTraining)
                ? $"the function '{function.Name}' was traced for training only"
                : $"the function '{function.Name}' was traced in {exportable.Count(t => !t.IsTraining)} ways and none is the obvious one to key";
        throw SourceList.Refuse(problem, metaGraph, function);
    }

    /// <summary>The same; null if there is none.</summary>
    public static FunctionTrace? FindInference(ModelFunction function)
    {
        List<FunctionTrace> inference = [.. function.Traces.Where(t => t.IsExportable && !t.IsTraining)];
        FunctionTrace? best = null;
        foreach (InputForm form in (ReadOnlySpan<InputForm>)[InputForm.Dictionary, InputForm.Arguments, InputForm.Sequence])
        {
            List<FunctionTrace> alike = inference.FindAll(t => t.Form == form);
            if (alike.Count == 0)
                continue;
            FunctionTrace? widest = MostGeneral(alike);
            if (best is null && (widest is null || widest.HasOpenBatch || widest.Inputs.Count == 0))
                return widest;
            if (best is null || (widest is { HasOpenBatch: true } && TakesInputsOf(widest, best)))
                best = widest;
        }
        return best;
    }

    /// <summary>Whether a trace takes all inputs that another takes, be they called otherwise.</summary>
    public static bool TakesInputsOf(FunctionTrace wide, FunctionTrace narrow)
    {
        if (wide.Inputs.Count != narrow.Inputs.Count)
            return false;
        List<SignatureArgument> free = [.. wide.Inputs];
        foreach (SignatureArgument input in narrow.Inputs)
        {
            int match = free.FindIndex(i => i.Name == input.Name && Fits(i, input));
            if (match < 0)
                match = free.FindIndex(i => Fits(i, input));
            if (match < 0)
                return false;
            free.RemoveAt(match);
        }
        return true;
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
            // What is known by its position may have been called otherwise each time that the function was traced.
            if ((wide.Form == InputForm.Dictionary && wide.Inputs[i].Name != narrow.Inputs[i].Name) || !Fits(wide.Inputs[i], narrow.Inputs[i]))
                return false;
        }
        return true;
    }

    private static bool Fits(SignatureArgument wide, SignatureArgument narrow) => wide.Type == narrow.Type && narrow.Shape.Fits(wide.Shape);
}
