using TfKeyedExport.Errors;
using TfKeyedExport.Protos;

namespace TfKeyedExport.SavedModels;

/// <summary>Reads <c>saved_model.pb</c> and makes sure that it is one.</summary>
internal static class SavedModelReader
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="TfKeyedException">It is empty, damaged or of another format, or names files outside the model.</exception>
    public static SavedModelProto Read(string file)
    {
        using var content = FileContent.Read(file);
        return Parse(content.Span, file);
    }

    /// <summary>Parses the file's content.</summary>
    /// <inheritdoc cref="Read"/>
    public static SavedModelProto Parse(ReadOnlySpan<byte> content, string file)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(content.Length, ForeignFormats.HeadLength)];
        if (head.IsEmpty)
            throw ForeignFormats.File(file, head);
        SavedModelProto model;
        try
        {
            model = ProtoFile.Parse(SavedModelProto.Parser, content, file);
        }
        catch (TfKeyedException) when (ForeignFormats.Recognise(file, head) is { } other)
        {
            throw other;
        }
        if (model.MetaGraphs.Count == 0)
            throw ForeignFormats.Recognise(file, head) ?? TfKeyedException.Unreadable("the file holds no metagraph", file, ModelErrors.CopyAgain);
        foreach (AssetFileDef asset in model.MetaGraphs.SelectMany(m => m.AssetFileDef))
            AssetNames.Check(asset.Filename, file);
        return model;
    }
}
