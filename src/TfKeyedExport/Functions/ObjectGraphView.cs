using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Functions;

/// <summary>Walks a metagraph's Python objects without trusting their ids.</summary>
internal sealed class ObjectGraphView
{
    /// <summary>The root object's id.</summary>
    public const int Root = 0;

    private readonly SavedObjectGraph _proto;
    private readonly string _where;

    private ObjectGraphView(SavedObjectGraph proto, string where)
    {
        _proto = proto;
        _where = where;
    }

    /// <summary>The serialized form.</summary>
    public SavedObjectGraph Proto => _proto;

    /// <summary>The objects of a metagraph; null if it has none, as in TensorFlow 1.</summary>
    public static ObjectGraphView? Of(MetaGraph metaGraph) =>
        metaGraph.Proto.ObjectGraphDef is { Nodes.Count: > 0 } objects ? new ObjectGraphView(objects, metaGraph.Where) : null;

    /// <summary>The object with that id.</summary>
    /// <exception cref="TfKeyedException">There is none.</exception>
    public SavedObject Object(int id) => id >= 0 && id < _proto.Nodes.Count
        ? _proto.Nodes[id]
        : throw TfKeyedException.Unreadable($"the object graph refers to object {id} of {_proto.Nodes.Count}", _where, ModelErrors.CopyAgain);

    /// <summary>The id of an object's child, or null if it has none of that name.</summary>
    /// <exception cref="TfKeyedException">The child's id is not one of an object.</exception>
    public int? Child(int id, string name)
    {
        foreach (ObjectReference child in Object(id).Children)
        {
            if (child.LocalName == name)
            {
                Object(child.NodeId);
                return child.NodeId;
            }
        }
        return null;
    }

    /// <summary>The id of the object that a path of child names leads to from the root, or null.</summary>
    public int? Find(IEnumerable<string> path)
    {
        int? id = Root;
        foreach (string name in path)
        {
            if (id is null)
                return null;
            id = Child(id.Value, name);
        }
        return id;
    }

    /// <summary>The saved form of a concrete function, or null if it was not saved.</summary>
    public SavedConcreteFunction? ConcreteFunction(string name) => _proto.ConcreteFunctions.GetValueOrDefault(name);
}
