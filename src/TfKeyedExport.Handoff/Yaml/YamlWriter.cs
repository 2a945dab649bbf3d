using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TfKeyedExport.Handoff.Yaml;

/// <summary>Writes documents by the library's emitter, event by event: its serializer would need reflection.</summary>
internal static class YamlWriter
{
    private const int NoFolding = int.MaxValue;

    /// <summary>Writes documents, one after the other.</summary>
    public static string Write(params IReadOnlyList<YamlNode> documents)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(NoFolding).WithNewLine("\n").WithIndentedSequences());
        emitter.Emit(new StreamStart());
        for (int i = 0; i < documents.Count; i++)
        {
            emitter.Emit(new DocumentStart(null, null, isImplicit: i == 0));
            Write(emitter, documents[i]);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, map.Any() ? MappingStyle.Block : MappingStyle.Flow));
                foreach ((string key, YamlNode value, string? comment) in map)
                {
                    foreach (string line in comment?.Split('\n') ?? [])
                        emitter.Emit(new Comment(line, isInline: false));
                    emitter.Emit(Scalar(key, ScalarStyle.Any));
                    Write(emitter, value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case YamlList list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, list.Any() ? SequenceStyle.Block : SequenceStyle.Flow));
                foreach (YamlNode item in list)
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlText text:
                // What a text looks like (a number, a truth, nothing) must not matter: texts always stand in quotes.
                emitter.Emit(Scalar(text.Value, text.IsPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted));
                break;
        }
    }

    private static Scalar Scalar(string value, ScalarStyle style) =>
        new(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true);
}
