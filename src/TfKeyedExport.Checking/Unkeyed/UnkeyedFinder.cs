using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>Finds the model without keys to compare with.</summary>
internal sealed class UnkeyedFinder(IEngine engine, SavedModel model, HostOptions options, Subject subject)
{
    /// <summary>
    /// Opens the original model if one is given; else a signature of the same model that reads the same tensors without the keys
    /// (<c>export --keep-as</c> leaves one); else the same signature, edited in memory so that its keys are left out.
    /// </summary>
    /// <param name="original">The original model; null if there is none.</param>
    /// <param name="signature">The signature to take; null finds it.</param>
    /// <param name="whyNot">Why there is nothing to compare with.</param>
    /// <exception cref="TfKeyedException">The original or the signature was given but cannot be compared with.</exception>
    public UnkeyedModel? Open(SavedModel? original, string? signature, out string whyNot)
    {
        whyNot = "";
        if (original is not null)
            return OpenOriginal(original, signature);
        if (signature is not null)
            return OpenOther(model, signature, $"signature {signature} of the same model");
        if (subject.Keys.Count == 0)
            whyNot = "the model has no keys to leave out";
        else if (SignatureGraphs.MetaGraphOf(model, options.Tags) is not { } metaGraph)
            whyNot = "no model without keys was given (--against)";
        else if (metaGraph.Signatures.FirstOrDefault(IsSameWithoutKeys) is { } kept)
            return OpenOther(model, kept.Name, $"signature {kept.Name} of the same model");
        else if (KeylessCopy.Make(model, metaGraph, subject) is { } copy)
            return OpenOther(copy, subject.Signature.Name, "the same signature without its keys");
        else
            whyNot = "no model without keys was given (--against) or kept in this one (export's --keep-as)";
        return null;
    }

    private UnkeyedModel OpenOriginal(SavedModel original, string? signature)
    {
        string name = signature ?? subject.Signature.Name;
        if (signature is null && SignatureGraphs.MetaGraphOf(original, options.Tags) is { } metaGraph && metaGraph.Signature(name) is null && metaGraph.Signatures.Count > 0)
        {
            // What is exported by default is what is compared with: the only signature, else a function that gets a plain signature in memory.
            KeyingPlan plan = KeyingPlan.For(original, new KeyingRequest { Signature = name, Keys = [], Tags = options.Tags });
            original = plan.Apply();
        }
        return OpenOther(original, name, $"signature {name} of {Path.GetFileName(Path.TrimEndingDirectorySeparator(original.Folder))}");
    }

    private UnkeyedModel OpenOther(SavedModel other, string signature, string description)
    {
        IModelHost host = engine.Open(other, options);
        try
        {
            ISignatureRunner runner = host.Prepare(signature);
            ArgumentMatch match = ArgumentMatch.Find(subject, runner.Signature, out string problem) ?? throw TfKeyedException.Refused(
                $"signature {signature} cannot be compared with: {problem}", other.Folder, "name the model that was exported, or leave --against out");
            return new UnkeyedModel(host, runner, match, description);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Other signatures of a model may take the same inputs and answer something else: only one that reads the same tensors is the same without keys.</summary>
    private bool IsSameWithoutKeys(ModelSignature other) =>
        other.IsServable
        && other.Name != subject.Signature.Name
        && other.Inputs.Count > 0
        && SameTensors(other.Inputs, subject.Signature.Inputs.Where((_, i) => !subject.IsKeyInput(i)))
        && SameTensors(other.Outputs, subject.Signature.Outputs.Where((_, i) => subject.KeyInput(i) is null));

    private static bool SameTensors(IEnumerable<SignatureArgument> some, IEnumerable<SignatureArgument> others) =>
        some.Select(a => a.TensorName).ToHashSet(StringComparer.Ordinal).SetEquals(others.Select(a => a.TensorName));
}
