using TfKeyedExport.Protos;

namespace TfKeyedExport.SavedModels;

/// <summary>A SavedModel: its protos in memory, and the folder in which its variables and assets stay.</summary>
public sealed class SavedModel
{
    internal SavedModel(string folder, SavedModelProto proto)
    {
        Folder = folder;
        Proto = proto;
        MetaGraphs = proto.MetaGraphs.Select((m, i) => new MetaGraph(this, i, m)).ToList();
    }

    /// <summary>The folder that holds <c>variables/</c> and <c>assets/</c>; of an edited model, the original's.</summary>
    public string Folder { get; }

    /// <summary>The content of <c>saved_model.pb</c>.</summary>
    public SavedModelProto Proto { get; }

    /// <summary>The metagraphs, in the file's order.</summary>
    public IReadOnlyList<MetaGraph> MetaGraphs { get; }
}
