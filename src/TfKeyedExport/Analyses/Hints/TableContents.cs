using System.Text;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>The keys with which a model fills its lookup tables when it is loaded, by the name of the table's node.</summary>
internal sealed class TableContents
{
    private const int MaxFileBytes = 1 << 20;

    private readonly Dictionary<string, Tensor> _keys = new(StringComparer.Ordinal);

    // TensorFlow 2 keeps the path of an asset in a variable: what each variable is given when the model is loaded.
    private readonly Dictionary<Node, Node> _assigned = [];

    public TableContents(MetaGraph metaGraph, GraphSource source)
    {
        if (LoadTargets.Initialization(metaGraph.Head).FirstOrDefault() is not { } init)
            return;
        try
        {
            Graph graph = new GraphBuilder(source).Build("initialisation", [], [], [], [TensorReference.Parse(init).Node]);
            foreach (Node node in graph.Nodes.Where(n => n.Is(VariableOperations.AssignVariableOp) && n.Inputs.Count > 1))
                _assigned[ConstantReader.Origin(node.Inputs[0])] = ConstantReader.Origin(node.Inputs[1]);
            foreach (Node node in graph.Nodes)
                Note(metaGraph, node);
        }
        catch (TfKeyedException)
        {
            // A model that cannot be followed gives no vocabulary.
        }
    }

    /// <summary>The keys of a table; null if they are not known.</summary>
    public Tensor? KeysOf(Node table) => _keys.GetValueOrDefault(table.Origin.ToString());

    private void Note(MetaGraph metaGraph, Node node)
    {
        bool fills = node.IsAny(
            TableOperations.LookupTableImportV2, TableOperations.LookupTableImport, TableOperations.InitializeTableV2, TableOperations.InitializeTable,
            TableOperations.InitializeTableFromTextFileV2, TableOperations.InitializeTableFromTextFile);
        if (!fills || node.Inputs.Count < 2)
            return;
        string table = ConstantReader.Origin(node.Inputs[0]).Origin.ToString();
        Tensor? keys = node.IsAny(TableOperations.InitializeTableFromTextFile, TableOperations.InitializeTableFromTextFileV2)
            ? FileKeys(metaGraph, node)
            : ConstantReader.Read(node.Inputs[1]);
        if (keys is not null)
            _keys[table] = keys;
    }

    private Tensor? FileKeys(MetaGraph metaGraph, Node node)
    {
        const long WholeLine = -2;
        long column = node.Attributes.Int("key_index", WholeLine);
        Node file = ConstantReader.Origin(node.Inputs[1]);
        if (file.Is(VariableOperations.ReadVariableOp) && file.Inputs.Count > 0 && _assigned.TryGetValue(ConstantReader.Origin(file.Inputs[0]), out Node? path))
            file = path;
        AssetFileDef? asset = metaGraph.Assets.FirstOrDefault(a => TensorReference.Parse(a.TensorInfo?.Name ?? "").Node == file.Origin.Name);
        if (column < WholeLine || column == -1 || asset is null)
            return null;
        string location = metaGraph.Model.AssetFile(asset.Filename);
        string delimiter = node.Attributes.TryGet("delimiter", out AttrValue? value) ? value.S.ToStringUtf8() : "\t";
        var words = new StringValuesBuilder();
        foreach (string line in Lines(location))
        {
            string[] fields = column == WholeLine || delimiter.Length == 0 ? [line] : line.Split(delimiter);
            long field = Math.Max(0, column);
            if (field < fields.Length && words.Count < TableHints.MostKeys)
                words.Add(Encoding.Latin1.GetBytes(fields[field]));
        }
        StringValues values = words.ToValues();
        return Tensor.FromStrings(new TensorShape(values.Count), values);
    }

    /// <summary>The lines of the file's beginning; Latin-1, so that every byte survives.</summary>
    private static string[] Lines(string path)
    {
        try
        {
            using SafeFileHandle file = RegularFile.Open(path);
            long all = RandomAccess.GetLength(file);
            byte[] bytes = new byte[Math.Min(all, MaxFileBytes)];
            int length = RandomAccess.Read(file, bytes, 0);
            string[] lines = Encoding.Latin1.GetString(bytes, 0, length).Split('\n');
            return lines[^1].Length == 0 || all > MaxFileBytes ? lines[..^1] : lines;
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
