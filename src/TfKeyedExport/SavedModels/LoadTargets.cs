using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.SavedModels;

/// <summary>What runs when a model is loaded: the nodes, and the tensors that the loader feeds with the names of the model's own files.</summary>
internal static class LoadTargets
{
    private static readonly string[] InitializationCollections = ["saved_model_main_op", "legacy_init_op"];

    /// <summary>The node that restores the variables; none if the model has no saver.</summary>
    public static IReadOnlyList<string> Restore(MetaGraphDef head) => head.SaverDef is { RestoreOpName.Length: > 0 } saver ? [saver.RestoreOpName] : [];

    /// <summary>Every node that one of TensorFlow's loaders may take for the initialisation; the first is the one that is taken.</summary>
    public static IEnumerable<string> Initialization(MetaGraphDef head)
    {
        if (head.SignatureDef.TryGetValue(ModelSignature.InitOp, out SignatureDef? signature))
        {
            foreach (TensorInfo output in signature.Outputs.Values)
                yield return output.Name;
        }
        foreach (string name in InitializationCollections)
        {
            if (!head.CollectionDef.TryGetValue(name, out CollectionDef? collection) || collection.NodeList is not { } list)
                continue;
            foreach (string node in list.Value)
                yield return node;
        }
    }

    /// <summary>The tensors that the loader feeds with the paths of assets.</summary>
    /// <exception cref="Errors.TfKeyedException">The assets' declarations are damaged.</exception>
    public static IReadOnlyList<string> AssetTensors(MetaGraph metaGraph) =>
        [.. metaGraph.Assets.Select(a => a.TensorInfo?.Name ?? "").Where(n => n.Length > 0)];

    /// <summary>The tensor that the loader feeds with the path of the variables while it restores them; null if there is none.</summary>
    public static string? VariablesTensor(MetaGraphDef head) => head.SaverDef is { FilenameTensorName.Length: > 0 } saver ? saver.FilenameTensorName : null;
}
