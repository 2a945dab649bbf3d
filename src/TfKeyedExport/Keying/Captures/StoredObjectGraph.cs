using TfKeyedExport.Functions;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.Keying.Captures;

/// <summary>
/// The object graph that is stored with the variables: it names the key of every stored value, whatever the key looks like. Its objects are
/// the model's: from the root on, children of the same name are the same object.
/// </summary>
internal static class StoredObjectGraph
{
    /// <summary>The model's object for each checkpoint key; null if the variables hold no object graph.</summary>
    public static Dictionary<string, int>? Keys(MetaGraph metaGraph, ObjectGraphView objects)
    {
        string folder = Path.Combine(metaGraph.Model.Folder, "variables");
        if (!File.Exists(Path.Combine(folder, "variables.index")))
            return null;
        using VariableBundle bundle = VariableBundle.Open(folder);
        return bundle.ReadObjectGraph() is { Nodes.Count: > 0 } stored ? Keys(stored, objects) : null;
    }

    /// <summary>Walks both graphs side by side.</summary>
    internal static Dictionary<string, int> Keys(TrackableObjectGraph stored, ObjectGraphView objects)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var pairs = new Dictionary<int, int> { [0] = ObjectGraphView.Root };
        var waiting = new Queue<int>([0]);
        while (waiting.TryDequeue(out int id))
        {
            TrackableObjectGraph.Types.TrackableObject node = stored.Nodes[id];
            foreach (TrackableObjectGraph.Types.TrackableObject.Types.SerializedTensor attribute in node.Attributes)
                keys.TryAdd(attribute.CheckpointKey, pairs[id]);
            foreach (TrackableReference child in node.Children)
            {
                if (child.NodeId >= 0 && child.NodeId < stored.Nodes.Count && !pairs.ContainsKey(child.NodeId)
                    && objects.Child(pairs[id], child.LocalName) is { } match)
                {
                    pairs.Add(child.NodeId, match);
                    waiting.Enqueue(child.NodeId);
                }
            }
        }
        return keys;
    }
}
