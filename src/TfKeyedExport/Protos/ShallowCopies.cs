using Google.Protobuf;

namespace TfKeyedExport.Protos;

// An edit of a model must not change the model that it was made from, and must not copy what it leaves alone.
// These copies have lists and maps of their own, share their elements, and carry unknown fields along.

internal partial class SavedModelProto
{
    /// <summary>A copy that shares the metagraphs.</summary>
    internal SavedModelProto ShallowCopy()
    {
        var copy = new SavedModelProto { SavedModelSchemaVersion = SavedModelSchemaVersion };
        copy.MetaGraphs.AddRange(MetaGraphs);
        copy._unknownFields = UnknownFieldSet.Clone(_unknownFields);
        return copy;
    }
}

internal partial class MetaGraphDef
{
    /// <summary>A copy that shares every part.</summary>
    internal MetaGraphDef ShallowCopy()
    {
        var copy = new MetaGraphDef { MetaInfoDef = MetaInfoDef, GraphDef = GraphDef, SaverDef = SaverDef, ObjectGraphDef = ObjectGraphDef };
        copy.CollectionDef.Add(CollectionDef);
        copy.SignatureDef.Add(SignatureDef);
        copy.AssetFileDef.AddRange(AssetFileDef);
        copy._unknownFields = UnknownFieldSet.Clone(_unknownFields);
        return copy;
    }
}

internal partial class GraphDef
{
    /// <summary>A copy that shares the nodes' bytes and the library.</summary>
    internal GraphDef ShallowCopy()
    {
        var copy = new GraphDef { Versions = Versions, Version = Version, Library = Library };
        copy.Node.AddRange(Node);
        copy._unknownFields = UnknownFieldSet.Clone(_unknownFields);
        return copy;
    }
}

/// <summary>The functions of a graph, by name.</summary>
internal partial class FunctionDefLibrary
{
    /// <summary>A copy that shares the functions' bytes.</summary>
    internal FunctionDefLibrary ShallowCopy()
    {
        var copy = new FunctionDefLibrary();
        copy.Function.AddRange(Function);
        copy.Gradient.AddRange(Gradient);
        copy._unknownFields = UnknownFieldSet.Clone(_unknownFields);
        return copy;
    }
}

internal partial class SavedObjectGraph
{
    /// <summary>A copy that shares the objects and the concrete functions.</summary>
    internal SavedObjectGraph ShallowCopy()
    {
        var copy = new SavedObjectGraph();
        copy.Nodes.AddRange(Nodes);
        copy.ConcreteFunctions.Add(ConcreteFunctions);
        copy._unknownFields = UnknownFieldSet.Clone(_unknownFields);
        return copy;
    }
}
