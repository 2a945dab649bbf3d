using Google.Protobuf.WellKnownTypes;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels;

/// <summary>Which files a metagraph declares as its assets, and which tensors get their paths.</summary>
internal static class ModelAssets
{
    /// <summary>The collection in which TensorFlow 1 declared them.</summary>
    private const string Collection = "saved_model_assets";

    /// <summary>The declarations: as TensorFlow does, the collection is read only where the metagraph has none of its own.</summary>
    /// <param name="metaGraph">The metagraph, or its head.</param>
    /// <param name="where">The model's name in errors.</param>
    /// <exception cref="TfKeyedException">The collection is damaged.</exception>
    public static IReadOnlyList<AssetFileDef> Of(MetaGraphDef metaGraph, string where)
    {
        if (metaGraph.AssetFileDef.Count > 0
            || !metaGraph.CollectionDef.TryGetValue(Collection, out CollectionDef? collection)
            || collection.AnyList is not { } list)
            return metaGraph.AssetFileDef;
        var assets = new List<AssetFileDef>(list.Value.Count);
        foreach (Any any in list.Value)
            assets.Add(ProtoFile.Parse(AssetFileDef.Parser, any.Value.Span, $"{where}, {Collection}"));
        return assets;
    }

    /// <summary>Makes sure that no asset is declared outside the model's folder.</summary>
    /// <inheritdoc cref="Of"/>
    public static void Check(MetaGraphDef metaGraph, string where)
    {
        foreach (AssetFileDef asset in Of(metaGraph, where))
            AssetNames.Check(asset.Filename, where);
    }
}
