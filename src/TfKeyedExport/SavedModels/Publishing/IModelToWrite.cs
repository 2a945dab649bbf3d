namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What a writer needs to know of a model.</summary>
internal interface IModelToWrite
{
    /// <summary>The folder whose other files are carried over.</summary>
    string Folder { get; }

    /// <summary>The bytes of the file of protos.</summary>
    /// <exception cref="Errors.TfKeyedException">They would be too many, or cannot be read.</exception>
    byte[] Serialize();

    /// <summary>Whether these are the bytes that the folder has, so that what was computed of them goes along.</summary>
    bool KeepsGraph { get; }

    /// <summary>The one of the other files that is not carried over as it is; null if all are.</summary>
    IFileEdit? FileEdit { get; }
}
