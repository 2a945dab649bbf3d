using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Attributes;

/// <summary>The attributes of a node, each parsed when it is asked for: most never are.</summary>
internal sealed class AttributeList
{
    private const int OneByteTypeLength = 2;
    private const byte TypeTag = AttrValue.TypeFieldNumber << 3;

    // A function whose name is one letter, with the tags and lengths around it.
    private const int ShortestFunction = 5;

    private readonly Entry[] _entries;
    private readonly string _where;

    private AttributeList(Entry[] entries, string where)
    {
        _entries = entries;
        _where = where;
    }

    /// <summary>No attributes.</summary>
    public static AttributeList Empty { get; } = new([], "");

    /// <summary>The names, in the order in which they stand; a name that stands twice is there twice.</summary>
    public IEnumerable<string> Names => _entries.Select(e => e.Name);

    /// <summary>The attributes as they stand, all parsed.</summary>
    public IEnumerable<KeyValuePair<string, AttrValue>> All() => Names.Select(n => KeyValuePair.Create(n, Find(n)!));

    /// <summary>Attributes that are parsed already.</summary>
    public static AttributeList Of(IEnumerable<KeyValuePair<string, AttrValue>> values)
    {
        Entry[] entries = [.. values.Select(v => new Entry { Name = v.Key, Value = v.Value })];
        return entries.Length == 0 ? Empty : new AttributeList(entries, "");
    }

    /// <summary>The values that an operation's declaration gives to attributes that nobody sets.</summary>
    public static AttributeList DefaultsOf(OpDef declaration)
    {
        int count = 0;
        foreach (OpDef.Types.AttrDef attribute in declaration.Attr)
            count += attribute.DefaultValue is null ? 0 : 1;
        if (count == 0)
            return Empty;
        var entries = new Entry[count];
        foreach (OpDef.Types.AttrDef attribute in declaration.Attr)
        {
            if (attribute.DefaultValue is not null)
                entries[--count] = new Entry { Name = attribute.Name, Value = attribute.DefaultValue };
        }
        return new AttributeList(entries, "");
    }

    /// <summary>Attributes whose entries were read.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="where">Whose attributes they are, for errors.</param>
    public static AttributeList Of(List<Entry> entries, string where) => entries.Count == 0 ? Empty : new AttributeList([.. entries], where);

    /// <summary>Reads an entry of a serialized map of attributes; its value is not parsed.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="names">Makes the names.</param>
    /// <param name="where">Whose attribute it is, for errors.</param>
    public static Entry ReadEntry(ReadOnlyMemory<byte> entry, NamePool names, string where)
    {
        (ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value) = MapEntry.Read(entry, where);
        return new Entry { Name = names.Get(key), Serialized = value };
    }

    /// <summary>The value of an attribute, or null. Of a name that stands twice, the last.</summary>
    /// <exception cref="Errors.TfKeyedException">The value is damaged.</exception>
    public AttrValue? Find(string name)
    {
        int i = PositionOf(name);
        return i < 0 ? null : _entries[i].Value ??= Parse(_entries[i]);
    }

    /// <summary>The functions that the attributes name: alone, in lists, and in the attributes that those are called with.</summary>
    /// <exception cref="Errors.TfKeyedException">A value is damaged.</exception>
    public IEnumerable<string> FunctionNames()
    {
        foreach (ref readonly Entry entry in _entries.AsSpan())
        {
            if (MayNameFunctions(entry))
                return AllFunctionNames();
        }
        return [];
    }

    /// <summary>Whether an attribute is known to be absent or empty, or a text, or texts, that begin with one of some beginnings.</summary>
    public bool IsHarmless(string name, IReadOnlyList<string> beginnings)
    {
        if (Find(name) is not { } value)
            return true;
        return value.ValueCase switch
        {
            AttrValue.ValueOneofCase.S => IsHarmlessText(value.S),
            AttrValue.ValueOneofCase.List => value.List.S.All(IsHarmlessText),
            _ => false,
        };

        bool IsHarmlessText(Google.Protobuf.ByteString text) =>
            text.IsEmpty || beginnings.Any(b => text.ToStringUtf8().StartsWith(b, StringComparison.Ordinal));
    }

    /// <summary>Whether both are known to have the same values under the same names; names that begin with <c>_</c> do not count.</summary>
    public bool SaysTheSame(AttributeList other)
    {
        if (ReferenceEquals(this, other))
            return true;
        int unmatched = 0;
        foreach (Entry entry in other._entries)
            unmatched += IsRemark(entry) ? 0 : 1;
        foreach (Entry entry in _entries)
        {
            if (IsRemark(entry))
                continue;
            int i = other.PositionOf(entry.Name);
            if (i < 0 || !HaveSameValue(entry, other._entries[i]))
                return false;
            unmatched--;
        }
        return unmatched == 0;
    }

    /// <summary>A number that all have in common that say the same; null if that is longer than so many bytes.</summary>
    public int? HashOfSaid(int mostBytes)
    {
        int sum = 0;
        long length = 0;
        foreach (ref readonly Entry entry in _entries.AsSpan())
        {
            if (IsRemark(entry))
                continue;
            if ((length += entry.Serialized.Length) > mostBytes)
                return null;
            var hash = new HashCode();
            hash.Add(entry.Name, StringComparer.Ordinal);
            hash.AddBytes(entry.Serialized.Span);
            // They may stand in any order.
            sum = unchecked(sum + hash.ToHashCode());
        }
        return sum;
    }

    /// <summary>The same attributes with one of them set to another value.</summary>
    public AttributeList With(string name, AttrValue value)
    {
        int i = PositionOf(name);
        Entry[] entries = i < 0 ? [.. _entries, default] : [.. _entries];
        entries[i < 0 ? ^1 : i] = new Entry { Name = name, Value = value };
        return new AttributeList(entries, _where);
    }

    /// <summary>The value of an attribute that is an element type, without parsing it; <see cref="DataType.Invalid"/> if it has to be parsed to tell.</summary>
    public DataType TypeAtOnce(string name)
    {
        int i = PositionOf(name);
        if (i < 0 || _entries[i].Serialized.Length != OneByteTypeLength)
            return DataType.Invalid;
        ReadOnlySpan<byte> value = _entries[i].Serialized.Span;
        return value[0] == TypeTag && value[1] < 0x80 ? (DataType)value[1] : DataType.Invalid;
    }

    /// <summary>The value of an attribute that is an element type; <see cref="DataType.Invalid"/> if it is none, or if a call says which.</summary>
    public DataType TypeOf(string name) => TypeAtOnce(name) is not DataType.Invalid and var type ? type : Find(name)?.Type ?? DataType.Invalid;

    /// <summary>
    /// The element type of a tensor, without parsing the tensor, which may be most of the file; <see cref="DataType.Invalid"/> if the attribute holds none.
    /// </summary>
    public DataType TensorTypeAtOnce(string name)
    {
        int i = PositionOf(name);
        if (i < 0)
            return DataType.Invalid;
        if (_entries[i].Value is { } parsed)
            return parsed.Tensor?.Dtype ?? DataType.Invalid;
        var type = DataType.Invalid;
        // What stands twice is joined by parsers: the last one counts.
        var fields = new ProtoFields(_entries[i].Serialized.Span);
        while (fields.Next())
        {
            if (fields.Number != AttrValue.TensorFieldNumber)
                continue;
            var parts = new ProtoFields(fields.Bytes);
            while (parts.Next())
                type = parts.AnyNumber == TensorProto.DtypeFieldNumber && parts.Number == 0 ? (DataType)(int)parts.Varint : type;
        }
        return type;
    }

    /// <summary>The kind of an attribute's value, without parsing it.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="isSet">Whether it is there.</param>
    public AttrValue.ValueOneofCase KindAtOnce(string name, out bool isSet)
    {
        int i = PositionOf(name);
        isSet = i >= 0;
        if (!isSet)
            return AttrValue.ValueOneofCase.None;
        ref readonly Entry entry = ref _entries[i];
        if (entry.Value is { } value)
            return value.ValueCase;
        // A value in one field, as everybody writes it, is known by its tag.
        ReadOnlySpan<byte> serialized = entry.Serialized.Span;
        var kind = (AttrValue.ValueOneofCase)(serialized.IsEmpty ? 0 : serialized[0] >> 3);
        return kind is >= AttrValue.ValueOneofCase.List and <= AttrValue.ValueOneofCase.Func
            && (serialized[0] & 7) == WireTypeOf(kind)
            && IsOneField(serialized)
            ? kind
            : Find(name)!.ValueCase;
    }

    /// <summary>Whether a list, which an attribute's value is, holds elements of one kind only; an empty one does.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="field">The kind, as the field of <see cref="AttrValue.Types.ListValue"/> that holds such elements.</param>
    public bool HoldsOnly(string name, int field)
    {
        int i = PositionOf(name);
        if (i < 0)
            return true;
        ref readonly Entry entry = ref _entries[i];
        ReadOnlySpan<byte> list = entry.Serialized.IsEmpty && entry.Value is { } value ? value.ToByteArray() : entry.Serialized.Span;
        int others = ListKinds(list, out _, out bool isDamaged) & ~(1 << field);
        return others == 0 && !isDamaged;
    }

    private static int WireTypeOf(AttrValue.ValueOneofCase kind) => kind switch
    {
        AttrValue.ValueOneofCase.I or AttrValue.ValueOneofCase.B or AttrValue.ValueOneofCase.Type => 0,
        AttrValue.ValueOneofCase.F => 5,
        _ => 2,
    };

    // Whether a serialized value has a single field: another one after it would count instead.
    private static bool IsOneField(ReadOnlySpan<byte> value)
    {
        var fields = new ProtoFields(value);
        return fields.Next() && !fields.Next() && !fields.IsDamaged;
    }

    /// <summary>The functions that a value names: alone, in lists, and in the attributes that those are called with.</summary>
    public static IEnumerable<string> FunctionNamesIn(AttrValue value)
    {
        var pending = new Stack<AttrValue>([value]);
        while (pending.TryPop(out AttrValue? next))
        {
            foreach (NameAttrList function in next.Func is { } only ? [only] : next.List?.Func ?? (IReadOnlyList<NameAttrList>)[])
            {
                yield return function.Name;
                foreach (AttrValue inner in function.Attr.Values)
                    pending.Push(inner);
            }
        }
    }

    private IEnumerable<string> AllFunctionNames()
    {
        foreach (Entry entry in _entries)
        {
            if (!MayNameFunctions(entry))
                continue;
            foreach (string name in FunctionNamesIn(entry.Value ?? Parse(entry)))
                yield return name;
        }
    }

    private AttrValue Parse(in Entry entry)
    {
        string where = $"{_where}, attribute {entry.Name}";
        WireShape.Attribute.Check(entry.Serialized.Span, where);
        return ProtoFile.Parse(AttrValue.Parser, entry.Serialized.Span, where);
    }

    // Looks without parsing: nearly all values are types, shapes and constants.
    private static bool MayNameFunctions(in Entry entry)
    {
        if (entry.Value is { } value)
            return value.Func is not null || value.List is { Func.Count: > 0 };
        if (entry.Serialized.Length < ShortestFunction)
            return false;
        int kinds = ListKinds(entry.Serialized.Span, out bool isFunction, out bool isDamaged);
        return (kinds & (1 << AttrValue.Types.ListValue.FuncFieldNumber)) != 0 || isFunction || isDamaged;
    }

    // The kinds of elements that a serialized value lists, a bit for each field that holds such; and whether it is a function itself.
    private static int ListKinds(ReadOnlySpan<byte> value, out bool isFunction, out bool isDamaged)
    {
        int kinds = 0;
        isFunction = isDamaged = false;
        var fields = new ProtoFields(value);
        while (fields.Next())
        {
            isFunction |= fields.Number == AttrValue.FuncFieldNumber;
            if (fields.Number != AttrValue.ListFieldNumber)
                continue;
            var items = new ProtoFields(fields.Bytes);
            while (items.Next())
            {
                if (items.AnyNumber is >= AttrValue.Types.ListValue.SFieldNumber and <= AttrValue.Types.ListValue.FuncFieldNumber)
                    kinds |= 1 << items.AnyNumber;
            }
            isDamaged |= items.IsDamaged;
        }
        isDamaged |= fields.IsDamaged;
        return kinds;
    }

    private static bool IsRemark(in Entry entry) => entry.Name.StartsWith('_');

    private static bool HaveSameValue(in Entry left, in Entry right) => left.Serialized.IsEmpty && right.Serialized.IsEmpty
        ? Equals(left.Value, right.Value)
        : left.Serialized.Span.SequenceEqual(right.Serialized.Span);

    private int PositionOf(string name)
    {
        int i = _entries.Length - 1;
        while (i >= 0 && !ReferenceEquals(_entries[i].Name, name) && _entries[i].Name != name)
            i--;
        return i;
    }

    /// <summary>One attribute.</summary>
    internal struct Entry
    {
        /// <summary>Its name.</summary>
        public string Name;

        /// <summary>Its value as it stands in the file; empty if it never stood there.</summary>
        public ReadOnlyMemory<byte> Serialized;

        /// <summary>Its value; null until it is parsed.</summary>
        public AttrValue? Value;
    }
}
