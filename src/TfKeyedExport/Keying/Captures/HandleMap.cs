using TfKeyedExport.Functions;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Captures;

/// <summary>The main graph's handles of variables and tables by object. Each kind of evidence is gathered when those before it did not suffice.</summary>
/// <remarks>
/// An object may have several handles: Keras 3 stores its variables twice, and restores both. The one that the graph's own calls use comes
/// first, so that a function and the model's signatures share their state.
/// </remarks>
internal sealed class HandleMap
{
    private readonly Dictionary<int, (string Tensor, string Evidence)> _found = [];
    private readonly Queue<Func<IEnumerable<Handle>>> _evidence;
    public HandleMap(MetaGraph metaGraph, ObjectGraphView objects)
    {
        _evidence = new([
            () => CallSites.Direct(metaGraph, objects),
            () => CheckpointHandles.ByPath(metaGraph, objects),
            () => CallSites.Nested(metaGraph, objects),
            () => CheckpointHandles.ByStoredGraph(metaGraph, objects),
            () => SharedNames.Handles(metaGraph, objects),
        ]);
    }

    /// <summary>Where an object's handle stands, and what says so; null if nothing does.</summary>
    public (string Tensor, string Evidence)? Find(int id)
    {
        while (!_found.ContainsKey(id) && _evidence.TryDequeue(out Func<IEnumerable<Handle>>? gather))
        {
            foreach (Handle handle in gather())
                _found.TryAdd(handle.ObjectId, (handle.Tensor, handle.Evidence));
        }
        return _found.TryGetValue(id, out (string, string) place) ? place : null;
    }
}

/// <summary>A handle in the main graph and the object that it belongs to.</summary>
/// <param name="ObjectId">The object.</param>
/// <param name="Tensor">The main graph's tensor.</param>
/// <param name="Evidence">What says so.</param>
internal readonly record struct Handle(int ObjectId, string Tensor, string Evidence);
