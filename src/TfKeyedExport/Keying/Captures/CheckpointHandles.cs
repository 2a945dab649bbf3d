using TfKeyedExport.Functions;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Captures;

/// <summary>Tells handles apart by the checkpoint keys that are restored into them.</summary>
internal static class CheckpointHandles
{
    /// <summary>By the path of child names that each key spells.</summary>
    public static IEnumerable<Handle> ByPath(MetaGraph metaGraph, ObjectGraphView objects)
    {
        foreach (RestoredHandle restored in RestoreReader.Read(metaGraph))
        {
            if (CheckpointKey.Path(restored.Key) is { } path && objects.Find(path) is { } id && HoldsState(objects.Object(id)))
                yield return new Handle(id, restored.Tensor, $"checkpoint key {restored.Key}");
        }
    }

    /// <summary>By the object graph that is stored beside the variables, whose children have the names of the model's own.</summary>
    public static IEnumerable<Handle> ByStoredGraph(MetaGraph metaGraph, ObjectGraphView objects)
    {
        if (StoredObjectGraph.Keys(metaGraph, objects) is not { } keys)
            yield break;
        foreach (RestoredHandle restored in RestoreReader.Read(metaGraph))
        {
            if (keys.TryGetValue(restored.Key, out int id) && HoldsState(objects.Object(id)))
                yield return new Handle(id, restored.Tensor, $"checkpoint key {restored.Key} of the stored object graph");
        }
    }

    private static bool HoldsState(SavedObject found) =>
        found.KindCase is SavedObject.KindOneofCase.Variable or SavedObject.KindOneofCase.Resource;
}
