using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Keying.Sources;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>Finds the model without keys to compare with.</summary>
internal sealed class UnkeyedFinder(IEngine engine, ModelGraphs graphs, HostOptions options, Subject subject, CancellationToken cancellation)
{
    /// <summary>
    /// Opens the original model if one is given; else a signature of the same model that reads the same tensors without the keys
    /// (<c>export --keep-as</c> leaves one); else the same signature, edited in memory so that its keys are left out.
    /// </summary>
    /// <param name="original">The original model; null if there is none.</param>
    /// <param name="signature">The signature, or the function as <c>function:NAME[:TRACE]</c>, to take; null finds it.</param>
    /// <param name="whyNot">Why there is nothing to compare with.</param>
    /// <exception cref="TfKeyedException">The original or the signature was given but cannot be compared with.</exception>
    public UnkeyedModel? Open(SavedModel? original, string? signature, out string whyNot)
    {
        whyNot = "";
        if (original is not null)
            return OpenOriginal(original, signature);
        if (signature is not null)
            return OpenSource(graphs.Model, signature, "the same model");
        if (subject.Keys.Count == 0)
            whyNot = "the model has no keys to leave out";
        else if (graphs.MetaGraph is not { } metaGraph)
            whyNot = "no model without keys was given (--against)";
        else if (metaGraph.Signatures.FirstOrDefault(IsKept) is { } kept)
            return OpenOther(graphs.Model, kept.Name, $"signature {kept.Name} of the same model");
        else if (KeylessCopy.Make(graphs, subject) is { } copy)
            return OpenOther(copy, subject.Signature.Name, "the same signature without its keys");
        else
            whyNot = "no model without keys was given (--against) or kept in this one (export's --keep-as)";
        return null;
    }

    private UnkeyedModel OpenOriginal(SavedModel original, string? source)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(original.Folder));
        MetaGraph? metaGraph = MetaGraphChoice.Find(original, options.Tags);
        source ??= metaGraph is null ? null : KeyedOrigin.Find(subject, graphs.MetaGraph, metaGraph);
        if (source is not null)
            return OpenSource(original, source, name);
        if (metaGraph is null || (metaGraph.Signatures.Count == 0 && ModelFunctions.Of(metaGraph).Count == 0))
            return OpenOther(original, subject.Signature.Name, $"signature {subject.Signature.Name} of {name}");
        // What is exported by default is what is compared with, if it takes and gives the same.
        MetaGraphPlan plan = KeyingPlan.For(original, new KeyingRequest { Signature = subject.Signature.Name, Keys = [], Tags = metaGraph.Tags }).MetaGraphs[0];
        return ArgumentMatch.Find(subject, plan.After, out string problem) is not null
            ? OpenSource(original, plan.Source.ToString()!, name)
            : throw SourceList.Refuse(
                $"nothing tells what of {name} the signature {subject.Signature.Name} was made of: not of {plan.Source}, because {problem}", metaGraph);
    }

    /// <summary>Opens a signature as it is; a function gets a plain signature in memory.</summary>
    private UnkeyedModel OpenSource(SavedModel other, string source, string name)
    {
        if (MetaGraphChoice.Find(other, options.Tags) is not { } metaGraph || metaGraph.Signature(source) is not null)
            return OpenOther(other, source, $"signature {source} of {name}");
        KeyingPlan plan = KeyingPlan.For(other, new KeyingRequest { Signature = subject.Signature.Name, From = source, Keys = [], Tags = metaGraph.Tags });
        return OpenOther(plan.Apply(), subject.Signature.Name, $"{plan.MetaGraphs[0].Source} of {name}");
    }

    private UnkeyedModel OpenOther(SavedModel other, string signature, string description)
    {
        IModelHost host = engine.Open(other, options, cancellation);
        try
        {
            ISignatureRunner runner = host.Prepare(signature);
            ArgumentMatch match = ArgumentMatch.Find(subject, runner.Signature, out string problem) ?? throw TfKeyedException.Refused(
                $"signature {signature} cannot be compared with: {problem}", other.Folder,
                "name the model that was exported, and with --from what was keyed; or leave --against out");
            return new UnkeyedModel(host, runner, match, description);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Other signatures of a model may take the same inputs and answer something else: only one that reads the same tensors is the same without keys.
    /// </summary>
    private bool IsKept(ModelSignature other)
    {
        bool isAnother = other.IsServable && other.Name != subject.Signature.Name;
        return isAnother && other.Inputs.Count < subject.Signature.Inputs.Count && KeyedOrigin.IsSameWithoutKeys(subject, other);
    }
}
