using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>A function of the library: its signature, the nodes of its body, and which of their tensors it returns.</summary>
internal sealed class FunctionBody
{
    private static readonly int[] NamePath = [NodeDef.NameFieldNumber];
    private readonly ReadOnlyMemory<byte> _function;

    /// <summary>Reads a serialized function; its nodes are read when they are reached.</summary>
    /// <exception cref="TfKeyedException">It is damaged, or does not say what it returns.</exception>
    public FunctionBody(ReadOnlyMemory<byte> function, GraphSource source, string where)
    {
        ReadOnlyMemory<byte> signature = default;
        var fields = new ProtoFields(function.Span);
        while (fields.Next())
        {
            if (fields.Number == FunctionDef.SignatureFieldNumber)
                signature = function.Slice(fields.Start, fields.Bytes.Length);
        }
        WireShape.Declaration.Check(signature.Span, where);
        Signature = ProtoFile.Parse(OpDef.Parser, signature.Span, where);
        _function = function;
        var arguments = new Utf8Index(Signature.InputArg.Count);
        foreach (OpDef.Types.ArgDef argument in Signature.InputArg)
            arguments.Add(Encoding.UTF8.GetBytes(argument.Name));
        Nodes = new NodeTable(
            SerializedMap.OfField(function, FunctionDef.NodeDefFieldNumber, NamePath, "node", where, areDistinct: true), arguments, source, where);
        (Results, ControlResults) = ReadResults(function);
    }

    /// <summary>The function's name.</summary>
    public string Name => Signature.Name;

    /// <summary>Its arguments, results and attributes.</summary>
    public OpDef Signature { get; }

    /// <summary>The functions that its attributes name where a call gives them no other value.</summary>
    public IEnumerable<string> DefaultFunctions => Signature.Attr.Select(a => a.DefaultValue).OfType<AttrValue>().SelectMany(AttributeList.FunctionNamesIn);

    /// <summary>The nodes of its body.</summary>
    public NodeTable Nodes { get; }

    /// <summary>The first tensor of each result, in the signature's order.</summary>
    public InputReference[] Results { get; }

    /// <summary>The nodes that have to run though nothing reads them.</summary>
    public InputReference[] ControlResults { get; }

    /// <summary>The interface that it is one of several implementations of, between which TensorFlow's optimizer may choose; empty for none.</summary>
    public string Implements
    {
        get
        {
            string implements = "";
            var fields = new ProtoFields(_function.Span);
            while (fields.Next())
            {
                if (fields.Number != FunctionDef.AttrFieldNumber)
                    continue;
                (ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value) = MapEntry.Read(_function.Slice(fields.Start, fields.Bytes.Length), Name);
                if (key.Span.SequenceEqual("api_implements"u8))
                    implements = ProtoFile.Parse(AttrValue.Parser, value.Span, Name).S.ToStringUtf8();
            }
            return implements;
        }
    }

    private (InputReference[] Results, InputReference[] Controls) ReadResults(ReadOnlyMemory<byte> function)
    {
        var returned = new Dictionary<string, InputReference>(StringComparer.Ordinal);
        var controls = new List<InputReference>();
        var fields = new ProtoFields(function.Span);
        while (fields.Next())
        {
            if (fields.Number is not (FunctionDef.RetFieldNumber or FunctionDef.ControlRetFieldNumber))
                continue;
            (ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value) = MapEntry.Read(function.Slice(fields.Start, fields.Bytes.Length), $"function {Name}");
            if (fields.Number == FunctionDef.RetFieldNumber)
                returned[Encoding.UTF8.GetString(key.Span)] = Resolve(value);
            else
                controls.Add(Resolve(value));
        }
        InputReference Result(string name) => returned.TryGetValue(name, out InputReference tensor) ? tensor : throw NotReturned(name);
        return ([.. Signature.OutputArg.Select(o => Result(o.Name))], [.. controls]);
    }

    private InputReference Resolve(ReadOnlyMemory<byte> text)
    {
        InputReference reference = Nodes.Resolve(text);
        return reference.Source >= 0
            ? reference
            : throw TfKeyedException.Unreadable(
                $"there is no node {TensorReference.Parse(Encoding.UTF8.GetString(text.Span)).Node}", $"function {Name}", "the model's graph is damaged");
    }

    private TfKeyedException NotReturned(string output) => TfKeyedException.Unreadable($"the function {Name} does not say what it returns as {output}");
}
