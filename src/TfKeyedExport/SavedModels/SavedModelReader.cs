using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels;

/// <summary>Reads <c>saved_model.pb</c> and makes sure that it is one.</summary>
internal static class SavedModelReader
{
    /// <summary>Reads the file. What is large in it is parsed when somebody asks for it.</summary>
    /// <exception cref="TfKeyedException">It is empty, damaged or of another format, or names files outside the model.</exception>
    public static SavedModel Read(string folder, string file)
    {
        FileContent content = FileContent.Read(file);
        if (TakeApart(content.Memory) is not { } parts)
        {
            using (content)
                return new SavedModel(folder, Parse(content.GetSpan(), file));
        }
        CheckAssets(parts.Select(p => p.Head), file);
        return new SavedModel(folder, content, parts);
    }

    /// <summary>The metagraphs of a file's content; null if there is none, or the content has to be parsed as a whole.</summary>
    public static List<MetaGraphParts>? TakeApart(ReadOnlyMemory<byte> content)
    {
        var parts = new List<MetaGraphParts>();
        var fields = new ProtoFields(content.Span);
        while (fields.Next())
        {
            if (fields.Number != SavedModelProto.MetaGraphsFieldNumber)
                continue;
            if (MetaGraphParts.Of(content.Slice(fields.Start, fields.Bytes.Length)) is not { } metaGraph)
                return null;
            parts.Add(metaGraph);
        }
        return fields.IsDamaged || parts.Count == 0 ? null : parts;
    }

    /// <summary>Parses the file's content.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
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
        if (model.MetaGraphs.Count > 0)
            WireShape.Model.Check(content, file);
        else
            throw ForeignFormats.Recognise(file, head) ?? TfKeyedException.Unreadable("the file holds no metagraph", file, ModelErrors.CopyAgain);
        CheckAssets(model.MetaGraphs, file);
        return model;
    }

    private static void CheckAssets(IEnumerable<MetaGraphDef> metaGraphs, string file)
    {
        foreach (MetaGraphDef metaGraph in metaGraphs)
            ModelAssets.Check(metaGraph, file);
    }
}
