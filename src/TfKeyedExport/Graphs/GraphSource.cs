using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Graphs;

/// <summary>Finds a metagraph's nodes, functions and op declarations by name; parses only what is asked for.</summary>
internal sealed class GraphSource
{
    private readonly Dictionary<string, ByteString> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByteString> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionBody?> _parsedFunctions = new(StringComparer.Ordinal);

    public GraphSource(MetaGraph metaGraph)
    {
        GraphDef graph = metaGraph.Proto.GraphDef ?? new GraphDef();
        foreach (ByteString node in graph.Node)
            _nodes[FirstString(node)] = node;
        foreach (ByteString function in graph.Library?.Function ?? [])
            _functions[FunctionName(function)] = function;
        Declarations = new OpDeclarations(metaGraph.Proto.MetaInfoDef?.StrippedOpList);
    }

    /// <summary>The declarations of operations.</summary>
    public OpDeclarations Declarations { get; }

    /// <summary>A node of the main graph, or null.</summary>
    public NodeDef? FindNode(string name) => _nodes.TryGetValue(name, out ByteString? bytes) ? NodeDef.Parser.ParseFrom(bytes) : null;

    /// <summary>A function of the library, or null.</summary>
    public FunctionBody? FindFunction(string name)
    {
        if (!_parsedFunctions.TryGetValue(name, out FunctionBody? body))
        {
            body = _functions.TryGetValue(name, out ByteString? bytes) ? new FunctionBody(FunctionDef.Parser.ParseFrom(bytes)) : null;
            _parsedFunctions.Add(name, body);
        }
        return body;
    }

    // NodeDef and OpDef both start with their name as field 1; writers put it first, but need not.
    private static string FirstString(ByteString message)
    {
        var input = message.CreateCodedInput();
        string name = "";
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (tag == WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited))
                return input.ReadString();
            input.SkipLastField();
        }
        return name;
    }

    private static string FunctionName(ByteString message)
    {
        var input = message.CreateCodedInput();
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (tag == WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited))
                return FirstString(input.ReadBytes());
            input.SkipLastField();
        }
        throw TfKeyedException.Unreadable("a function in the library has no signature");
    }
}
