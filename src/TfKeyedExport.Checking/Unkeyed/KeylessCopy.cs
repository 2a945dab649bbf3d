using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>The same model with the keys left out of one signature; made in memory, for a host.</summary>
internal static class KeylessCopy
{
    /// <summary>Makes the copy; null if nothing but keys would be left, or if the answers cannot be computed without them.</summary>
    public static SavedModel? Make(ModelGraphs graphs, Subject subject)
    {
        if (graphs.MetaGraph is not { } metaGraph || !metaGraph.Proto.SignatureDef.TryGetValue(subject.Signature.Name, out SignatureDef? keyed))
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
        if (NeedsKeys(graphs, SignatureReader.Read(subject.Signature.Name, keyless, metaGraph.Where)))
            return null;
        MetaGraphDef graph = metaGraph.Proto.ShallowCopy();
        graph.SignatureDef[subject.Signature.Name] = keyless;
        SavedModelProto proto = graphs.Model.Proto.ShallowCopy();
        proto.MetaGraphs[metaGraph.Index] = graph;
        return new SavedModel(graphs.Model.Folder, proto);
    }

    /// <summary>
    /// Whether a placeholder is left that nothing feeds: where keys go through the call that makes the answers, they are needed
    /// for it, though it does nothing with them.
    /// </summary>
    private static bool NeedsKeys(ModelGraphs graphs, ModelSignature keyless) => graphs.Of(keyless)?.Nodes.Any(n => n.Is(ArrayOperations.Placeholder)) ?? true;
}
