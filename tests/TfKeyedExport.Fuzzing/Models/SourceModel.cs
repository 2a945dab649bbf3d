using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Fuzzing.Models;

/// <summary>A sound model in memory, to be damaged in copies.</summary>
internal sealed class SourceModel
{
    // Larger ones cost more time than they find.
    private const long MaxBytes = 4 << 20;

    private SourceModel(string name, IReadOnlyList<(string Path, byte[] Content)> files, string? cases, IReadOnlyList<string> words)
    {
        Name = name;
        Files = files;
        Cases = cases;
        Words = words;
    }

    public string Name { get; }

    /// <summary>All files by their path below the model's folder.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Files { get; }

    /// <summary>Recorded calls, if there are any.</summary>
    public string? Cases { get; }

    /// <summary>Names of nodes, operations and functions: what one may be taken for another.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The models of the folders, in the order of their names.</summary>
    public static IReadOnlyList<SourceModel> Of(params IEnumerable<string> folders) =>
        [.. folders
            .SelectMany(Directory.GetDirectories)
            .Where(f => File.Exists(Path.Combine(f, SavedModel.ProtoName)))
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .Where(m => m.Files.Sum(f => f.Content.LongLength) <= MaxBytes)];

    private static SourceModel Read(string folder)
    {
        (string, byte[])[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => new FileInfo(f) is { LinkTarget: null, Length: < MaxBytes })
            .Select(f => (Path.GetRelativePath(folder, f), File.ReadAllBytes(f)))];
        string golden = $"{folder}.golden.json";
        string inside = Path.Combine(folder, "cases.json");
        var words = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            SavedModelProto proto = SavedModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, SavedModel.ProtoName)));
            foreach (MetaGraphDef graph in proto.MetaGraphs)
            {
                foreach (NodeDef node in graph.GraphDef?.Node.Select(NodeDef.Parser.ParseFrom) ?? [])
                    words.UnionWith([node.Name, node.Op]);
                words.UnionWith(graph.GraphDef?.Library?.Function.Select(f => FunctionDef.Parser.ParseFrom(f).Signature?.Name ?? "") ?? []);
                words.UnionWith(graph.SignatureDef.Keys);
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // It is damaged already: then its bytes are all there is to change.
        }
        return new SourceModel(Path.GetFileName(folder), files, File.Exists(golden) ? golden : File.Exists(inside) ? inside : null, [.. words]);
    }
}
