using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Graphs;
using TfKeyedExport.Keying;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>Finds out what a keyed signature was made of: an export leaves the nodes of the model as they are.</summary>
internal static class KeyedOrigin
{
    /// <summary>The signature or function of the original, as <see cref="KeyingRequest.From"/> spells it; null if nothing says so.</summary>
    /// <param name="subject">The keyed signature.</param>
    /// <param name="keyed">Its metagraph; null if it cannot be read.</param>
    /// <param name="original">The original's.</param>
    public static string? Find(Subject subject, MetaGraph? keyed, MetaGraph original)
    {
        ModelSignature? same = original.Signatures
            .Where(s => s.IsServable && IsSameWithoutKeys(subject, s))
            .OrderBy(s => s.Name != subject.Signature.Name)
            .FirstOrDefault();
        return same?.Name ?? (keyed is null ? null : Function(subject, keyed, original));
    }

    /// <summary>Whether a signature reads and gives the same tensors as the keyed one without its keys.</summary>
    public static bool IsSameWithoutKeys(Subject subject, ModelSignature other) =>
        other.Inputs.Count > 0
        && SameTensors(other.Inputs, subject.Signature.Inputs.Where((_, i) => !subject.IsKeyInput(i)))
        && SameTensors(other.Outputs, subject.Signature.Outputs.Where((_, i) => subject.KeyInput(i) is null));

    private static bool SameTensors(IEnumerable<SignatureArgument> some, IEnumerable<SignatureArgument> others) =>
        some.Select(a => a.TensorName).ToHashSet(StringComparer.Ordinal).SetEquals(others.Select(a => a.TensorName));

    /// <summary>The function that the keyed signature's answers are called from.</summary>
    private static string? Function(Subject subject, MetaGraph keyed, MetaGraph original)
    {
        SignatureArgument? answer = subject.Signature.Outputs.Where((o, i) => subject.KeyInput(i) is null && o.TensorName.Length > 0).FirstOrDefault();
        if (answer is null || keyed.Node(TensorReference.Parse(answer.TensorName).Node) is not { } call
            || !call.Attr.TryGetValue("f", out AttrValue? f) || f.Func is not { } called)
            return null;
        foreach (ModelFunction function in ModelFunctions.Of(original).Concat(ModelFunctions.BelowRoot(original)))
        {
            if (function.Traces.FirstOrDefault(t => t.ConcreteFunction == called.Name && t.IsExportable) is { } trace)
                return new KeyingSource.Function(function.Name, trace).ToString();
        }
        return null;
    }
}
