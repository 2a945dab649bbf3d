using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>Finds the model without keys to compare with.</summary>
internal sealed class UnkeyedFinder(IEngine engine, SavedModel model, HostOptions options, Subject subject)
{
    /// <summary>The original model if one is given; else a signature of the same model that takes the same inputs without the keys; else the same nodes without the keys.</summary>
    /// <param name="keyed">The keyed model, opened.</param>
    /// <param name="original">The original model; null if there is none.</param>
    /// <param name="signature">The signature to take; null finds it.</param>
    /// <param name="whyNot">Why there is nothing to compare with.</param>
    /// <exception cref="TfKeyedException">The original was given but cannot be compared with.</exception>
    public UnkeyedModel? Find(FreshHost keyed, SavedModel? original, string? signature, out string whyNot)
    {
        whyNot = "";
        if (original is not null)
            return OpenOriginal(original, signature);
        if (subject.Keys.Count == 0)
        {
            whyNot = "the model has no keys to leave out";
            return null;
        }
        return FindKept(keyed, signature) ?? OpenWithoutKeys(out whyNot);
    }

    private UnkeyedModel OpenOriginal(SavedModel original, string? signature)
    {
        IModelHost host = engine.Open(original, options);
        try
        {
            string[] names = signature is not null ? [signature]
                : host.Signatures.Contains(subject.Signature.Name) ? [subject.Signature.Name]
                : [.. host.Signatures];
            string problem = "it has no signature";
            foreach (string name in names)
            {
                ISignatureRunner runner = host.Prepare(name);
                if (ArgumentMatch.Find(subject, runner.Signature, out problem) is { } match)
                    return new UnkeyedModel(host, runner, match, $"signature {name} of {Path.GetFileName(Path.TrimEndingDirectorySeparator(original.Folder))}");
            }
            throw TfKeyedException.Refused(
                $"the original cannot be compared with: {problem}", original.Folder, "name the model that was exported, or leave --against out");
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private UnkeyedModel? FindKept(FreshHost keyed, string? signature)
    {
        foreach (string name in keyed.Host.Signatures)
        {
            if (name == subject.Signature.Name || (signature is not null && name != signature))
                continue;
            ISignatureRunner runner = keyed.Host.Prepare(name);
            if ((signature is not null || SharesOutputs(runner.Signature)) && ArgumentMatch.Find(subject, runner.Signature, out _) is { } match && match.Inputs.All(i => i is not null))
                return new UnkeyedModel(null, runner, match, $"signature {name} of the same model");
            if (signature is not null)
                throw TfKeyedException.Refused($"signature {name} does not answer the same without keys", model.Folder);
        }
        return null;
    }

    /// <summary>Other signatures of a model may take the same inputs and answer something else: only one that reads the same tensors is the same without keys.</summary>
    private bool SharesOutputs(ModelSignature other) => other.Outputs.All(o =>
        o.TensorName.Length > 0 && subject.Signature.Outputs.Any(k => k.TensorName == o.TensorName));

    private UnkeyedModel? OpenWithoutKeys(out string whyNot)
    {
        whyNot = "no model without keys was given (--against) or kept in this one (export's --keep-as)";
        return null;
    }
}
