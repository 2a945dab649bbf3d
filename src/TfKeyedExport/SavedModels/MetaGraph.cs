using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.SavedModels;

/// <summary>One graph of a SavedModel, chosen by its tags.</summary>
/// <remarks>Reading is safe for many threads.</remarks>
public sealed class MetaGraph
{
    // Nodes and functions are parsed when they are asked for and then kept: who wants to modify one clones it. Appending to the proto's lists is
    // noticed; any other edit of the proto needs a new SavedModel.
    private readonly Lock _gate = new();
    private NamedMessages<NodeDef>? _nodes;
    private NamedMessages<FunctionDef>? _functions;
    private IReadOnlyDictionary<string, OpDef>? _ops;
    private IReadOnlyList<ModelSignature>? _signatures;

    private readonly MetaGraphParts? _parts;

    /// <param name="model">The model.</param>
    /// <param name="index">The position in it.</param>
    /// <param name="parts">What is known before the model's protos are parsed; null if they are.</param>
    internal MetaGraph(SavedModel model, int index, MetaGraphParts? parts)
    {
        Model = model;
        Index = index;
        _parts = parts;
    }

    /// <summary>The model that it belongs to.</summary>
    public SavedModel Model { get; }

    /// <summary>Its position in the file.</summary>
    public int Index { get; }

    /// <summary>The serialized form; the model's protos are parsed when this is first asked for.</summary>
    /// <inheritdoc cref="SavedModel.Proto" path="/exception"/>
    internal MetaGraphDef Proto => Model.Proto.MetaGraphs[Index];

    /// <summary>The same, or as long as nobody has asked for that, without the graph and Python's objects.</summary>
    internal MetaGraphDef Head => _parts is null || Model.IsParsed ? Proto : _parts.Head;

    /// <summary>Where the graph stands in the file; null if the proto has to be read instead, because it may have been edited.</summary>
    internal MetaGraphParts? Unparsed => Model.IsParsed ? null : _parts;

    /// <summary>The tags, such as <c>serve</c>.</summary>
    public IReadOnlyList<string> Tags => Head.MetaInfoDef?.Tags ?? (IReadOnlyList<string>)[];

    /// <summary>The main graph's nodes, in the file's order; each is parsed when it is reached.</summary>
    /// <exception cref="TfKeyedException">A node is damaged, or two have the same name.</exception>
    internal IReadOnlyList<NodeDef> Nodes => NodeList;

    /// <summary>The names of the main graph's nodes, in the file's order.</summary>
    /// <inheritdoc cref="Nodes" path="/exception"/>
    public IReadOnlyList<string> NodeNames => NodeList.Names;

    /// <summary>The functions of the library, in the file's order; each is parsed when it is reached.</summary>
    /// <exception cref="TfKeyedException">A function is damaged, or two have the same name.</exception>
    internal IReadOnlyList<FunctionDef> Functions => FunctionList;

    /// <summary>The names of the library's functions, in the file's order.</summary>
    /// <inheritdoc cref="Functions" path="/exception"/>
    public IReadOnlyList<string> FunctionNames => FunctionList.Names;

    /// <summary>The operations that the model's exporter declared, by name; operations registered later may be missing.</summary>
    /// <exception cref="TfKeyedException">The list is damaged.</exception>
    internal IReadOnlyDictionary<string, OpDef> OpDeclarations
    {
        get
        {
            lock (_gate)
                return _ops ??= SavedModels.OpDeclarations.Of(Head, Where);
        }
    }

    /// <summary>The signatures, sorted by name (ordinal), the initialisation's included; see <see cref="ModelSignature.IsServable"/>.</summary>
    /// <exception cref="TfKeyedException">A signature has an impossible shape or a damaged default.</exception>
    public IReadOnlyList<ModelSignature> Signatures
    {
        get
        {
            lock (_gate)
            {
                if (_signatures is null || _signatures.Count != Head.SignatureDef.Count)
                    _signatures = SignatureReader.Read(Head, Where);
                return _signatures;
            }
        }
    }

    /// <summary>The files that it declares as its assets, also in TensorFlow 1's way.</summary>
    /// <exception cref="TfKeyedException">The declaration is damaged.</exception>
    internal IReadOnlyList<AssetFileDef> Assets => ModelAssets.Of(Head, Where);

    internal string Where => $"{Model.ProtoPath} [{string.Join(',', Tags)}]";

    private NamedMessages<NodeDef> NodeList
    {
        get
        {
            lock (_gate)
            {
                IReadOnlyList<ByteString> nodes = Proto.GraphDef?.Node ?? (IReadOnlyList<ByteString>)[];
                if (_nodes is null || _nodes.Count != nodes.Count)
                    _nodes = new(nodes, NodeDef.Parser, static (node, where) => ProtoScanner.Text(node.Span, NodeDef.NameFieldNumber, where), "node", Where);
                return _nodes;
            }
        }
    }

    private NamedMessages<FunctionDef> FunctionList
    {
        get
        {
            lock (_gate)
            {
                IReadOnlyList<ByteString> functions = Proto.GraphDef?.Library?.Function ?? (IReadOnlyList<ByteString>)[];
                if (_functions is null || _functions.Count != functions.Count)
                    _functions = new(functions, FunctionDef.Parser, FunctionName, "function", Where);
                return _functions;
            }
        }
    }

    /// <summary>The main graph's node of that name, or null if there is none.</summary>
    /// <inheritdoc cref="Nodes" path="/exception"/>
    internal NodeDef? Node(string name) => NodeList.Find(name);

    /// <summary>The library's function of that name, or null if there is none.</summary>
    /// <inheritdoc cref="Functions" path="/exception"/>
    internal FunctionDef? Function(string name) => FunctionList.Find(name);

    /// <summary>The signature of that name, or null if there is none.</summary>
    /// <inheritdoc cref="Signatures" path="/exception"/>
    public ModelSignature? Signature(string name) => Signatures.FirstOrDefault(s => s.Name == name);

    private static string FunctionName(ByteString function, string where)
    {
        if (!ProtoScanner.TryFindField(function.Span, FunctionDef.SignatureFieldNumber, out ReadOnlySpan<byte> signature))
            throw TfKeyedException.Unreadable("a function is damaged", where, ModelErrors.CopyAgain);
        return ProtoScanner.Text(signature, OpDef.NameFieldNumber, where);
    }
}
