using System.Buffers.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>The nodes of the main graph or of one function, by number and by name; each is read when it is reached.</summary>
internal sealed class NodeTable
{
    private readonly SerializedMap _nodes;
    private readonly Utf8Index _arguments;
    private readonly NodeRecord?[] _read;
    private readonly GraphSource _source;
    private readonly string _where;

    // Of the node that is being read.
    private readonly List<InputReference> _inputs = [];
    private readonly List<AttributeList.Entry> _attributes = [];

    /// <summary>Makes a table.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="arguments">The arguments of the function whose body it is; none in the main graph.</param>
    /// <param name="source">Knows the operations.</param>
    /// <param name="where">Where they stand, for errors.</param>
    public NodeTable(SerializedMap nodes, Utf8Index arguments, GraphSource source, string where)
    {
        _nodes = nodes;
        _arguments = arguments;
        _source = source;
        _where = where;
        _read = new NodeRecord?[nodes.Count];
    }

    /// <summary>The number of nodes.</summary>
    public int Count => _read.Length;

    /// <summary>A node.</summary>
    /// <exception cref="TfKeyedException">It is damaged.</exception>
    public NodeRecord this[int number] => _read[number] ??= Read(number);

    /// <summary>What a node does, without reading the rest of it.</summary>
    /// <inheritdoc cref="this" path="/exception"/>
    public NamedOperation OperationOf(int number)
    {
        if (_read[number] is { } read)
            return read.Operation;
        ReadOnlyMemory<byte> bytes = _nodes[number], op = default;
        var fields = new ProtoFields(bytes.Span);
        while (fields.Next())
        {
            if (fields.Number == NodeDef.OpFieldNumber)
                op = bytes.Slice(fields.Start, fields.Bytes.Length);
        }
        return _source.FindOperation(op);
    }

    /// <summary>The number of what has a name; see <see cref="InputReference.Source"/>.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        int argument = _arguments.Find(name);
        return argument >= 0 ? _nodes.Count + argument : _nodes.Find(name);
    }

    /// <summary>Reads how a tensor is named.</summary>
    /// <param name="text">The name, as a node's input has it.</param>
    public InputReference Resolve(ReadOnlyMemory<byte> text)
    {
        ReadOnlySpan<byte> bytes = text.Span;
        if (bytes.StartsWith("^"u8))
            return new InputReference(Find(bytes[1..]), null, 0, true);
        int last = bytes.LastIndexOf((byte)':');
        if (last < 0 || !TryReadIndex(bytes[(last + 1)..], out int index))
            return new InputReference(Find(bytes), null, 0, false);
        int first = bytes.IndexOf((byte)':');
        return new InputReference(Find(bytes[..first]), first == last ? null : _source.Names.Get(text[(first + 1)..last]), index, false);
    }

    private static bool TryReadIndex(ReadOnlySpan<byte> digits, out int index)
    {
        index = 0;
        return !digits.IsEmpty && char.IsAsciiDigit((char)digits[0]) && Utf8Parser.TryParse(digits, out index, out int used) && used == digits.Length;
    }

    private NodeRecord Read(int number)
    {
        ReadOnlyMemory<byte> bytes = _nodes[number], name = default, op = default, missing = default;
        bool isMissing = false;
        _inputs.Clear();
        _attributes.Clear();
        var fields = new ProtoFields(bytes.Span);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case NodeDef.NameFieldNumber:
                    name = bytes.Slice(fields.Start, fields.Bytes.Length);
                    break;
                case NodeDef.OpFieldNumber:
                    op = bytes.Slice(fields.Start, fields.Bytes.Length);
                    break;
                case NodeDef.InputFieldNumber:
                    ReadOnlyMemory<byte> text = bytes.Slice(fields.Start, fields.Bytes.Length);
                    _inputs.Add(Resolve(text));
                    if (_inputs[^1].Source < 0 && !isMissing)
                        (isMissing, missing) = (true, text);
                    break;
                case NodeDef.AttrFieldNumber:
                    _attributes.Add(AttributeList.ReadEntry(bytes.Slice(fields.Start, fields.Bytes.Length), _source.Names, _where));
                    break;
            }
        }
        if (fields.IsDamaged)
            throw TfKeyedException.Unreadable("a node is damaged", _where, ModelErrors.CopyAgain);
        InputReference[] inputs = _inputs.Count == 0 ? [] : [.. _inputs];
        return new NodeRecord(name, _source.FindOperation(op), inputs, AttributeList.Of(_attributes, _where), isMissing ? [missing] : []);
    }
}
