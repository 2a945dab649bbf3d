using System.Buffers;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>A model that is copied as it is, the graph byte for byte.</summary>
/// <param name="folder">Its folder.</param>
internal sealed class ModelCopy(string folder) : IModelToWrite
{
    /// <inheritdoc/>
    public string Folder => folder;

    /// <inheritdoc/>
    public bool KeepsGraph => true;

    /// <inheritdoc/>
    public IFileEdit? FileEdit => null;

    /// <inheritdoc/>
    public byte[] Serialize()
    {
        using IMemoryOwner<byte> bytes = FileContent.Read(Path.Combine(folder, ModelFileNames.Proto));
        return bytes.Memory.ToArray();
    }
}
