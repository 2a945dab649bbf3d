using TfKeyedExport.Protos;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What a writer needs to know of a model.</summary>
internal interface IModelToWrite
{
    /// <summary>The folder whose other files are carried over.</summary>
    string Folder { get; }

    /// <summary>The content of the file of protos.</summary>
    SavedModelProto Proto { get; }

    /// <summary>The one of the other files that is not carried over as it is; null if all are.</summary>
    IFileEdit? FileEdit { get; }
}
