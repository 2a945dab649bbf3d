using TfKeyedExport.Keying.Edits;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying;

/// <summary>Says in plain sentences what a user may not expect of a plan.</summary>
internal static class PlanNotes
{
    /// <summary>The notes for one metagraph.</summary>
    public static IReadOnlyList<string> Of(MetaGraph metaGraph, KeyingSource source, ModelSignature before, KeyingRequest request, bool replaces)
    {
        var notes = new List<string>();
        string keep = request.KeepAs is { } kept ? $"; its old form stays as '{kept}'" : "; --keep-as NAME keeps its old form for clients that need it";
        if (source is KeyingSource.Signature signature)
        {
            if (before.MethodName != ModelSignature.PredictMethod)
            {
                notes.Add($"'{signature.Name}' is a {Method(before)} signature, and only a predict signature can carry a key: "
                    + "it is written as a predict signature"
                    + (signature.Name == request.Signature ? keep : ""));
            }
            if (SignatureObjects.Of(metaGraph) is { } objects && objects.Find(signature.Name) is null)
                notes.Add($"Python's tf.saved_model.load does not know '{signature.Name}' and will not see its keyed form; servers do");
            if (before.Inputs.Concat(before.Outputs).Where(a => !a.IsTensor).Select(a => a.Name).ToList() is { Count: > 0 } sparse)
                notes.Add($"sparse or composite tensors stay as they are: {string.Join(", ", sparse)}");
            foreach ((string name, TensorInfo info) in Ragged(metaGraph.Proto.SignatureDef[signature.Name]))
            {
                string values = RaggedParts.Name(name, RaggedParts.Values);
                notes.Add($"the ragged tensor '{name}' stands in the keyed signature by its parts, which servers can send and receive: "
                    + string.Join(", ", before.Inputs.Concat(before.Outputs).Where(a => IsPart(a, info)).Select(a => a.Name))
                    + $"; a row is the part of {values} between two neighbours of its row_splits, and its key stands in the same row");
            }
            if (KeyPaths.Find(metaGraph, before).Select(p => $"'{p.Input}' as '{p.Output}'").ToList() is { Count: > 0 } passed)
                notes.Add($"it returns some inputs untouched already, which may be keys: {string.Join(", ", passed)}");
        }
        List<string> odd = [.. request.Keys.Select(k => k.Name).Concat(request.RenameInputs.Values).Where(n => !CanBeSavedAgain(n)).Select(n => $"'{n}'")];
        if (metaGraph.Proto.ObjectGraphDef is not null && odd.Count > 0)
            notes.Add($"TensorFlow loads and serves inputs named {string.Join(", ", odd)}, but its Python cannot save them again: "
                + "it allows letters, digits and _ . - / only");
        if (source is KeyingSource.Function { Trace.IsTraining: true } function)
            notes.Add($"{function} was traced for training: dropout and the like stay on");
        bool fromItself = source is KeyingSource.Signature same && same.Name == request.Signature;
        if (replaces && !fromItself)
            notes.Add($"the signature '{request.Signature}' is replaced by one made of {source}{keep}");
        return notes;
    }

    private static IEnumerable<KeyValuePair<string, TensorInfo>> Ragged(SignatureDef signature) => signature.Inputs.Concat(signature.Outputs)
        .Where(a => a.Value.CompositeTensor?.TypeSpec is { } spec && RaggedParts.Of(spec, a.Key) is not null)
        .OrderBy(a => a.Key, StringComparer.Ordinal);

    private static bool IsPart(SignatureArgument argument, TensorInfo info) =>
        argument.IsTensor && info.CompositeTensor.Components.Any(c => c.Name == argument.TensorName);

    /// <summary>Whether Python's TensorFlow, which makes a node's name of it, leaves the name as it is.</summary>
    private static bool CanBeSavedAgain(string name) =>
        char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/');

    private static string Method(ModelSignature signature) => signature.MethodName[(signature.MethodName.LastIndexOf('/') + 1)..] is { Length: > 0 } name
        ? name
        : "nameless";
}
