using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>Finds out what a keyed signature was made of: an export leaves the nodes of the model as they are.</summary>
internal static class KeyedOrigin
{
    /// <summary>
    /// The signature or function of the original, as <see cref="KeyingRequest.From"/> spells it: that of the same tensors, else that of the same
    /// function, else the only signature that takes and gives the same, or the one of them that has the keyed one's name; null if nothing says so.
    /// </summary>
    /// <param name="subject">The keyed signature.</param>
    /// <param name="keyed">Its metagraph; null if it cannot be read.</param>
    /// <param name="original">The original's.</param>
    public static string? Find(Subject subject, MetaGraph? keyed, MetaGraph original)
    {
        List<ModelSignature> servable = [.. original.Signatures.Where(s => s.IsServable).OrderBy(s => s.Name != subject.Signature.Name)];
        if (servable.Find(s => IsSameWithoutKeys(subject, s)) is { } same)
            return same.Name;
        if (keyed is not null && FunctionOf(subject.Signature.Outputs.Where((_, i) => subject.KeyInput(i) is null), keyed) is { } called)
        {
            if (servable.Find(s => FunctionOf(s.Outputs, original) == called && ArgumentMatch.IsComplete(subject, s)) is { } calling)
                return calling.Name;
            if (Function(called, original) is { } function)
                return function;
        }
        List<ModelSignature> alike = servable.FindAll(s => ArgumentMatch.IsComplete(subject, s));
        return alike.Count == 1 || (alike.Count > 0 && alike[0].Name == subject.Signature.Name) ? alike[0].Name : null;
    }

    /// <summary>
    /// Whether a signature reads and gives the same tensors as the keyed one without its keys. The model may have had inputs
    /// before that come back as they are: they look like keys, but stand in the original too.
    /// </summary>
    public static bool IsSameWithoutKeys(Subject subject, ModelSignature other) =>
        other.Inputs.Count > 0
        && SameTensors(other.Inputs, subject.Signature.Inputs, subject.IsKeyInput)
        && SameTensors(other.Outputs, subject.Signature.Outputs, i => subject.KeyInput(i) is not null);

    private static bool SameTensors(IReadOnlyList<SignatureArgument> some, IReadOnlyList<SignatureArgument> keyed, Func<int, bool> isKey)
    {
        var tensors = some.Select(a => a.TensorName).ToHashSet(StringComparer.Ordinal);
        return tensors.IsSubsetOf(keyed.Select(a => a.TensorName)) && tensors.IsSupersetOf(keyed.Where((_, i) => !isKey(i)).Select(a => a.TensorName));
    }

    /// <summary>The function that answers are called from; null if the first of them comes from no call.</summary>
    private static string? FunctionOf(IEnumerable<SignatureArgument> answers, MetaGraph metaGraph)
    {
        if (answers.FirstOrDefault(o => o.IsTensor) is not { } answer)
            return null;
        NodeDef? call = metaGraph.Node(TensorReference.Parse(answer.TensorName).Node);
        return call?.Attr.GetValueOrDefault("f")?.Func?.Name;
    }

    private static string? Function(string called, MetaGraph original)
    {
        foreach (ModelFunction function in ModelFunctions.Of(original).Concat(ModelFunctions.BelowRoot(original)))
        {
            if (function.Traces.FirstOrDefault(t => t.ConcreteFunction == called && t.IsExportable) is { } trace)
                return new KeyingSource.Function(function.Name, trace).ToString();
        }
        return null;
    }
}
