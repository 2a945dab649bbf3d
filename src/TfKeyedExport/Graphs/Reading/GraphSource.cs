using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>
/// Finds a metagraph's nodes, functions and op declarations by name in the serialized form, and keeps what it read. For one thread at a time.
/// </summary>
/// <param name="metaGraph">The metagraph, as it is now: later edits are not seen.</param>
internal sealed class GraphSource(MetaGraph metaGraph)
{
    private static readonly int[] NodeName = [NodeDef.NameFieldNumber];
    private static readonly int[] FunctionName = [FunctionDef.SignatureFieldNumber, OpDef.NameFieldNumber];
    private static readonly int[] OperationName = [OpDef.NameFieldNumber];

    private readonly Utf8Index _operationNames = new(64);
    private readonly List<NamedOperation> _operations = [];
    private SerializedMap? _functions;
    private SerializedMap? _declarations;
    private FunctionBody?[] _bodies = [];

    /// <summary>The strings of names that models repeat.</summary>
    public NamePool Names { get; } = new();

    /// <summary>The main graph's nodes.</summary>
    /// <exception cref="TfKeyedException">A node is damaged, or two have the same name.</exception>
    public NodeTable Main => field ??= new NodeTable(ReadNodes(), new Utf8Index(0), this, metaGraph.Where);

    /// <summary>A function of the library, or null.</summary>
    /// <exception cref="TfKeyedException">It is damaged, or two functions have the same name.</exception>
    public FunctionBody? FindFunction(string name) => FindFunction(Encoding.UTF8.GetBytes(name));

    /// <summary>All functions of the library.</summary>
    /// <exception cref="TfKeyedException">One is damaged, or two functions have the same name.</exception>
    public IEnumerable<FunctionBody> AllFunctions()
    {
        FindFunction(ReadOnlySpan<byte>.Empty);
        for (int i = 0; i < _bodies.Length; i++)
            yield return FindFunction(_functions!.Name(i).Span)!;
    }

    /// <summary>What an operation is.</summary>
    /// <inheritdoc cref="FindOperation(ReadOnlyMemory{byte})" path="/exception"/>
    public NamedOperation FindOperation(string name) => FindOperation(Encoding.UTF8.GetBytes(name));

    /// <summary>What an operation is.</summary>
    /// <param name="name">Its name, UTF-8; the bytes are kept.</param>
    /// <exception cref="TfKeyedException">Its declaration is damaged.</exception>
    public NamedOperation FindOperation(ReadOnlyMemory<byte> name)
    {
        int number = _operationNames.Find(name.Span);
        if (number < 0)
        {
            _operations.Add(Make(name));
            number = _operationNames.Add(name);
        }
        return _operations[number];
    }

    private SerializedMap ReadNodes() => metaGraph.Unparsed is { } parts
        ? SerializedMap.OfField(parts.Graph, GraphDef.NodeFieldNumber, NodeName, "node", metaGraph.Where, areDistinct: true)
        : SerializedMap.OfDistinct(metaGraph.Proto.GraphDef?.Node ?? [], NodeName, "node", metaGraph.Where);

    private SerializedMap ReadFunctions() => metaGraph.Unparsed is { } parts
        ? SerializedMap.OfField(parts.Library, FunctionDefLibrary.FunctionFieldNumber, FunctionName, "function", metaGraph.Where, areDistinct: true)
        : SerializedMap.OfDistinct(metaGraph.Proto.GraphDef?.Library?.Function ?? [], FunctionName, "function", metaGraph.Where);

    // The model's own list only adds what TensorFlow does not have: what it says of TensorFlow's operations, or of names that are
    // the engines' own, counts for nothing.
    private NamedOperation Make(ReadOnlyMemory<byte> name)
    {
        string text = Names.Get(name);
        Operation operation = OperationCatalog.Find(text) ?? new Operation(text);
        FunctionBody? function = FindFunction(name.Span);
        if (operation.Declaration is not null && function is not null)
            throw TfKeyedException.Unreadable(
                $"the function library has a function with the name of TensorFlow's operation {text}", metaGraph.Where, GraphAdvice.Contradicts);
        bool isInternal = name.Span.StartsWith("_"u8);
        return new NamedOperation(operation, operation.Declaration ?? (isInternal ? null : FindDeclaration(name.Span)), function);
    }

    private OpDef? FindDeclaration(ReadOnlySpan<byte> name)
    {
        _declarations ??= SerializedMap.OfField(
            metaGraph.Head.MetaInfoDef?.StrippedOpList.Memory ?? default, OpList.OpFieldNumber, OperationName, "declaration of an operation", metaGraph.Where);
        int number = _declarations.Find(name);
        return number < 0 ? null : ProtoFile.Parse(OpDef.Parser, _declarations[number].Span, $"{metaGraph.Where}, the list of operations");
    }

    private FunctionBody? FindFunction(ReadOnlySpan<byte> name)
    {
        if (_functions is null)
        {
            _functions = ReadFunctions();
            _bodies = new FunctionBody?[_functions.Count];
        }
        int number = _functions.Find(name);
        if (number < 0)
            return null;
        return _bodies[number] ??= new FunctionBody(
            _functions[number], this, $"{metaGraph.Where}, function '{Encoding.UTF8.GetString(_functions.Name(number).Span)}'");
    }
}
