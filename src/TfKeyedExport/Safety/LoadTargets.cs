using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Safety;

/// <summary>What runs when a model is loaded: the nodes, and the tensors that the loader feeds with the names of the model's own files.</summary>
internal static class LoadTargets
{
    private const string AssetsCollection = "saved_model_assets";
    private static readonly string[] InitializationCollections = ["saved_model_main_op", "legacy_init_op"];

    /// <summary>The node that restores the variables; none if the model has no saver.</summary>
    public static IReadOnlyList<string> Restore(MetaGraphDef head) => head.SaverDef is { RestoreOpName.Length: > 0 } saver ? [saver.RestoreOpName] : [];

    /// <summary>Every node that one of TensorFlow's loaders may take for the initialisation.</summary>
    public static IReadOnlyList<string> Initialization(MetaGraphDef head)
    {
        var nodes = new List<string>();
        if (head.SignatureDef.TryGetValue(ModelSignature.InitOp, out SignatureDef? signature))
            nodes.AddRange(signature.Outputs.Values.Select(o => o.Name));
        foreach (string name in InitializationCollections)
        {
            if (head.CollectionDef.TryGetValue(name, out CollectionDef? collection) && collection.NodeList is { } list)
                nodes.AddRange(list.Value);
        }
        return nodes;
    }

    /// <summary>The tensors that the loader feeds with the paths of assets.</summary>
    public static IReadOnlyList<string> AssetTensors(MetaGraphDef head) => [.. Assets(head).Select(a => a.TensorInfo?.Name ?? "").Where(n => n.Length > 0)];

    /// <summary>The tensor that the loader feeds with the path of the variables while it restores them; null if there is none.</summary>
    public static string? VariablesTensor(MetaGraphDef head) => head.SaverDef is { FilenameTensorName.Length: > 0 } saver ? saver.FilenameTensorName : null;

    // TensorFlow 1 kept the assets in a collection only; its loader looks there if the list is empty.
    private static IEnumerable<AssetFileDef> Assets(MetaGraphDef head)
    {
        if (head.AssetFileDef.Count > 0 || !head.CollectionDef.TryGetValue(AssetsCollection, out CollectionDef? collection) || collection.AnyList is not { } list)
            return head.AssetFileDef;
        var assets = new List<AssetFileDef>();
        foreach (Google.Protobuf.WellKnownTypes.Any entry in list.Value)
        {
            try
            {
                assets.Add(AssetFileDef.Parser.ParseFrom(entry.Value));
            }
            catch (InvalidProtocolBufferException)
            {
                // Then no tensor is fed for it, and whoever reads a file by it is refused.
            }
        }
        return assets;
    }
}
