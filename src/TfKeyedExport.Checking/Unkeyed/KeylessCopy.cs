using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>The same model with the keys left out of one signature; made in memory, for a host.</summary>
internal static class KeylessCopy
{
    /// <summary>Makes the copy; null if nothing but keys would be left, or if the answers cannot be computed without them.</summary>
    public static SavedModel? Make(SavedModel model, MetaGraph metaGraph, Subject subject)
    {
        if (!metaGraph.Proto.SignatureDef.TryGetValue(subject.Signature.Name, out SignatureDef? keyed))
            return null;
        SignatureDef keyless = keyed.Clone();
        foreach (KeyPair key in subject.Keys.Where(k => subject.IsLabel(k)))
        {
            keyless.Inputs.Remove(key.Input);
            keyless.Defaults.Remove(key.Input);
            keyless.Outputs.Remove(key.Output);
        }
        if (keyless.Outputs.Count == 0 || keyless.Inputs.Count == keyed.Inputs.Count)
            return null;
        if (NeedsKeys(metaGraph, SignatureReader.Read(subject.Signature.Name, keyless, metaGraph.Where)))
            return null;
        MetaGraphDef graph = metaGraph.Proto.ShallowCopy();
        graph.SignatureDef[subject.Signature.Name] = keyless;
        SavedModelProto proto = model.Proto.ShallowCopy();
        proto.MetaGraphs[metaGraph.Index] = graph;
        return new SavedModel(model.Folder, proto);
    }

    /// <summary>Whether a placeholder is left that nothing feeds: where keys go through the call that makes the answers, they are needed for it, though it does nothing with them.</summary>
    private static bool NeedsKeys(MetaGraph metaGraph, ModelSignature keyless)
    {
        try
        {
            Graph graph = SignatureGraphs.Build(new GraphSource(metaGraph), keyless);
            return graph.Nodes.Any(n => n.Is(ArrayOperations.Placeholder));
        }
        catch (TfKeyedException)
        {
            return true;
        }
    }
}
