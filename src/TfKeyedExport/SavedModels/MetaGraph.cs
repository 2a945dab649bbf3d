using TfKeyedExport.Protos;

namespace TfKeyedExport.SavedModels;

/// <summary>One graph of a SavedModel, chosen by its tags.</summary>
public sealed class MetaGraph
{
    internal MetaGraph(SavedModel model, int index, MetaGraphDef proto)
    {
        Model = model;
        Index = index;
        Proto = proto;
    }

    /// <summary>The model that it belongs to.</summary>
    public SavedModel Model { get; }

    /// <summary>Its position in the file.</summary>
    public int Index { get; }

    /// <summary>The serialized form.</summary>
    public MetaGraphDef Proto { get; }

    /// <summary>The tags, such as <c>serve</c>.</summary>
    public IReadOnlyList<string> Tags => Proto.MetaInfoDef?.Tags ?? (IReadOnlyList<string>)[];
}
