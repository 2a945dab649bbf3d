using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Collections;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Attributes;

/// <summary>Typed access to a node's attributes: the node's own, then the calling function's for placeholders, then the declared defaults.</summary>
internal sealed class NodeAttributes
{
    private readonly AttributeList _values;
    private readonly AttributeList _defaults;
    private readonly IReadOnlyDictionary<string, AttrValue>? _substitutions;

    public NodeAttributes(AttributeList values, AttributeList defaults, IReadOnlyDictionary<string, AttrValue>? substitutions)
    {
        _values = values;
        _defaults = defaults;
        _substitutions = substitutions;
    }

    /// <summary>Attributes that are known already.</summary>
    public NodeAttributes(IEnumerable<KeyValuePair<string, AttrValue>> values)
        : this(AttributeList.Of(values), AttributeList.Empty, null)
    {
    }

    /// <summary>No attributes.</summary>
    public static NodeAttributes None { get; } = new([]);

    /// <summary>The value of an attribute, its default if it is not set, or false if it has neither.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out AttrValue? value)
    {
        value = _values.Find(name);
        if (value is { ValueCase: AttrValue.ValueOneofCase.Placeholder })
            value = _substitutions?.GetValueOrDefault(value.Placeholder);
        value ??= _defaults.Find(name);
        return value is not null;
    }

    /// <summary>Every attribute that is set, placeholders replaced; defaults are not among them.</summary>
    public IEnumerable<KeyValuePair<string, AttrValue>> All()
    {
        foreach (string name in _values.Names)
        {
            if (TryGet(name, out AttrValue? value))
                yield return new(name, value);
        }
    }

    /// <summary>
    /// Whether both are known to set the same attributes to the same values. Such as <c>_output_shapes</c>, said about a node and not to it, do not count.
    /// </summary>
    public bool SaysTheSame(NodeAttributes other) =>
        ReferenceEquals(_substitutions, other._substitutions) && ReferenceEquals(_defaults, other._defaults) && _values.SaysTheSame(other._values);

    /// <summary>A number that all have in common of which <see cref="SaysTheSame"/> holds; null if what they say is longer than so many bytes.</summary>
    public int? HashOfSaid(int mostBytes) => _values.HashOfSaid(mostBytes);

    /// <summary>An element type without its reference mark, or false if it is neither set nor declared.</summary>
    public bool TryGetType(string name, out DataType type)
    {
        type = _values.TypeAtOnce(name);
        if (type == DataType.Invalid && TryGet(name, out AttrValue? value))
            type = value.Type;
        type = type.WithoutReference();
        return type != DataType.Invalid;
    }

    /// <summary>The same attributes with one of them set to another value.</summary>
    public NodeAttributes With(string name, AttrValue value) => new(_values.With(name, value), _defaults, _substitutions);

    /// <summary>Whether the attribute is set or has a default.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>Whether they say that channels are the second dimension: <c>data_format</c> NCHW.</summary>
    public bool IsChannelsFirst => Has("data_format") && Text("data_format") == "NCHW";

    /// <summary>A whole number.</summary>
    public long Int(string name) => Get(name, AttrValue.ValueOneofCase.I).I;

    /// <summary>A whole number, or a fallback if it is neither set nor declared.</summary>
    public long Int(string name, long fallback) => TryGet(name, out AttrValue? v) ? v.I : fallback;

    /// <summary>A number.</summary>
    public float Float(string name) => Get(name, AttrValue.ValueOneofCase.F).F;

    /// <summary>A truth value.</summary>
    public bool Bool(string name) => Get(name, AttrValue.ValueOneofCase.B).B;

    /// <summary>A truth value, or a fallback if it is neither set nor declared.</summary>
    public bool Bool(string name, bool fallback) => TryGet(name, out AttrValue? v) ? v.B : fallback;

    /// <summary>A text.</summary>
    public string Text(string name) => Get(name, AttrValue.ValueOneofCase.S).S.ToStringUtf8();

    /// <summary>A byte string.</summary>
    public ReadOnlyMemory<byte> Bytes(string name) => Get(name, AttrValue.ValueOneofCase.S).S.Memory;

    /// <summary>An element type, without the reference mark.</summary>
    public DataType Type(string name)
    {
        DataType type = _values.TypeAtOnce(name);
        return (type == DataType.Invalid ? Get(name, AttrValue.ValueOneofCase.Type).Type : type).WithoutReference();
    }

    /// <summary>A shape; sizes that are not known are -1.</summary>
    public TensorShape Shape(string name) => ToShape(Get(name, AttrValue.ValueOneofCase.Shape).Shape);

    /// <summary>A constant.</summary>
    public TensorProto Tensor(string name) => Get(name, AttrValue.ValueOneofCase.Tensor).Tensor;

    /// <summary>A function with the attributes that it is called with.</summary>
    public NameAttrList Function(string name) => Get(name, AttrValue.ValueOneofCase.Func).Func;

    /// <summary>A list of whole numbers.</summary>
    public IReadOnlyList<long> Ints(string name) => List(name).I;

    /// <summary>A list of numbers.</summary>
    public IReadOnlyList<float> Floats(string name) => List(name).F;

    /// <summary>A list of types, without reference marks.</summary>
    public IReadOnlyList<DataType> Types(string name)
    {
        RepeatedField<DataType> list = List(name).Type;
        var types = new DataType[list.Count];
        for (int i = 0; i < types.Length; i++)
            types[i] = list[i].WithoutReference();
        return types;
    }

    /// <summary>A list of shapes.</summary>
    public IReadOnlyList<TensorShape> Shapes(string name) => List(name).Shape.Select(ToShape).ToArray();

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => List(name).S.Select(s => s.ToStringUtf8()).ToArray();

    /// <summary>A list of functions.</summary>
    public IReadOnlyList<NameAttrList> Functions(string name) => List(name).Func;

    /// <summary>A list of whatever its operation declares.</summary>
    public AttrValue.Types.ListValue List(string name) => Get(name, AttrValue.ValueOneofCase.List).List;

    private AttrValue Get(string name, AttrValue.ValueOneofCase kind)
    {
        if (!TryGet(name, out AttrValue? value))
            throw TfKeyedException.Unreadable($"the attribute {name} is missing");
        if (value.ValueCase != kind)
            throw TfKeyedException.Unreadable($"the attribute {name} holds a value of another kind ({value.ValueCase} where {kind} is expected)");
        return value;
    }

    private static TensorShape ToShape(TensorShapeProto proto)
    {
        if (proto.UnknownRank)
            return TensorShape.Unknown;
        Span<long> sizes = proto.Dim.Count <= 16 ? stackalloc long[proto.Dim.Count] : new long[proto.Dim.Count];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Max(-1, proto.Dim[i].Size);
        return new TensorShape(sizes);
    }
}
