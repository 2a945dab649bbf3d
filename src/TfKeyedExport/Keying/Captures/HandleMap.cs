using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Captures;

/// <summary>The main graph's handles of variables and tables by object. Each kind of evidence is gathered when those before it did not suffice.</summary>
internal sealed class HandleMap
{
    private readonly Dictionary<int, (string Tensor, string Evidence)> _found = [];
    private readonly Queue<Func<IEnumerable<Handle>>> _evidence;
    private readonly string _where;

    public HandleMap(MetaGraph metaGraph, ObjectGraphView objects)
    {
        _where = metaGraph.Where;
        _evidence = new([
            () => CheckpointHandles.ByPath(metaGraph, objects),
            () => CallSites.Handles(metaGraph, objects),
            () => SharedNames.Handles(metaGraph, objects),
        ]);
    }

    /// <summary>Where an object's handle stands, and what says so; null if nothing does.</summary>
    /// <exception cref="TfKeyedException">Two pieces of evidence of the same kind contradict each other.</exception>
    public (string Tensor, string Evidence)? Find(int id)
    {
        while (!_found.ContainsKey(id) && _evidence.TryDequeue(out Func<IEnumerable<Handle>>? gather))
            Add(gather());
        return _found.TryGetValue(id, out (string, string) place) ? place : null;
    }

    private void Add(IEnumerable<Handle> handles)
    {
        var fresh = new Dictionary<int, (string Tensor, string Evidence)>();
        foreach (Handle handle in handles)
        {
            if (!fresh.TryAdd(handle.ObjectId, (handle.Tensor, handle.Evidence)) && !Same(fresh[handle.ObjectId].Tensor, handle.Tensor))
            {
                throw TfKeyedException.Unreadable(
                    $"object {handle.ObjectId} stands for both '{fresh[handle.ObjectId].Tensor}' ({fresh[handle.ObjectId].Evidence}) and '{handle.Tensor}' ({handle.Evidence})",
                    _where,
                    ModelErrors.CopyAgain);
            }
        }
        foreach ((int id, (string, string) place) in fresh)
            _found.TryAdd(id, place);
    }

    private static bool Same(string a, string b) => TensorRef.Parse(a) == TensorRef.Parse(b);
}

/// <summary>A handle in the main graph and the object that it belongs to.</summary>
/// <param name="ObjectId">The object.</param>
/// <param name="Tensor">The main graph's tensor.</param>
/// <param name="Evidence">What says so.</param>
internal readonly record struct Handle(int ObjectId, string Tensor, string Evidence);
