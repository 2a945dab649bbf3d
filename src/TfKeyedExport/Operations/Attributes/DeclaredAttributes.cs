using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Attributes;

/// <summary>The attributes that an operation declares, in a form in which a node's are checked quickly: most are never parsed by it.</summary>
internal sealed class DeclaredAttributes
{
    private const int TypeBits = 64;
    private const string ListOf = "list(";
    private readonly Attribute[] _attributes;

    /// <summary>Reads a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    public DeclaredAttributes(OpDef declaration) => _attributes = [.. declaration.Attr.Select(a => new Attribute(a))];

    /// <summary>Checks the attributes of a node.</summary>
    /// <param name="values">What the node sets.</param>
    /// <param name="attributes">The same with what the calling function and the declaration give.</param>
    /// <exception cref="TfKeyedException">One is missing, of another kind, or has a value that is not allowed.</exception>
    public void Check(AttributeList values, NodeAttributes attributes)
    {
        foreach (Attribute attribute in _attributes)
        {
            AttrValue.ValueOneofCase kind = values.KindAtOnce(attribute.Name, out bool isSet);
            if (!isSet)
            {
                if (!attribute.HasDefault)
                    throw TfKeyedException.Unreadable($"the attribute {attribute.Name} is missing", null, GraphAdvice.Contradicts);
                continue;
            }
            if (kind == AttrValue.ValueOneofCase.Placeholder)
                kind = attributes.TryGet(attribute.Name, out AttrValue? value) ? value.ValueCase : AttrValue.ValueOneofCase.None;
            if (kind != attribute.Kind)
                throw TfKeyedException.Unreadable(
                    $"the attribute {attribute.Name} holds a value of another kind ({kind} where {attribute.Kind} is expected)", null, GraphAdvice.Contradicts);
            if (kind == AttrValue.ValueOneofCase.List && !values.HoldsOnly(attribute.Name, attribute.ListField))
                throw TfKeyedException.Unreadable($"the attribute {attribute.Name} lists values of another kind", null, GraphAdvice.Contradicts);
            if (attribute.IsRestricted)
                attribute.CheckValue(attributes);
        }
    }

    private static AttrValue.ValueOneofCase KindOf(string type) => type switch
    {
        "string" => AttrValue.ValueOneofCase.S,
        "int" => AttrValue.ValueOneofCase.I,
        "float" => AttrValue.ValueOneofCase.F,
        "bool" => AttrValue.ValueOneofCase.B,
        "type" => AttrValue.ValueOneofCase.Type,
        "shape" => AttrValue.ValueOneofCase.Shape,
        "tensor" => AttrValue.ValueOneofCase.Tensor,
        "func" => AttrValue.ValueOneofCase.Func,
        _ => AttrValue.ValueOneofCase.List,
    };

    // Of a list, the field that its elements lie in: fields of lists have the numbers of attributes' own, but functions.
    private static int ListFieldOf(string type) => !type.StartsWith(ListOf, StringComparison.Ordinal) ? 0 : KindOf(type[ListOf.Length..^1]) switch
    {
        AttrValue.ValueOneofCase.Func => AttrValue.Types.ListValue.FuncFieldNumber,
        AttrValue.ValueOneofCase kind => (int)kind,
    };

    private sealed class Attribute
    {
        private readonly ulong _types;
        private readonly string[] _texts;
        private readonly bool _hasMinimum;
        private readonly long _minimum;

        public Attribute(OpDef.Types.AttrDef declared)
        {
            Name = declared.Name;
            Kind = KindOf(declared.Type);
            ListField = ListFieldOf(declared.Type);
            HasDefault = declared.DefaultValue is not null;
            _hasMinimum = declared.HasMinimum;
            _minimum = declared.Minimum;
            AttrValue.Types.ListValue? allowed = declared.AllowedValues?.List;
            foreach (DataType type in allowed?.Type ?? [])
                _types |= 1UL << ((int)type % TypeBits);
            _texts = [.. (allowed?.S ?? []).Select(s => s.ToStringUtf8())];
            IsRestricted = _hasMinimum || _types != 0 || _texts.Length > 0;
        }

        public string Name { get; }

        public AttrValue.ValueOneofCase Kind { get; }

        public int ListField { get; }

        public bool HasDefault { get; }

        public bool IsRestricted { get; }

        public void CheckValue(NodeAttributes attributes)
        {
            switch (Kind)
            {
                case AttrValue.ValueOneofCase.Type:
                    CheckType(attributes.Type(Name));
                    break;
                case AttrValue.ValueOneofCase.I:
                    CheckSize(attributes.Int(Name), "is");
                    break;
                case AttrValue.ValueOneofCase.S:
                    CheckText(attributes.Text(Name));
                    break;
                case AttrValue.ValueOneofCase.List:
                    AttrValue.Types.ListValue list = attributes.List(Name);
                    CheckSize(
                        list.S.Count + list.I.Count + list.F.Count + list.B.Count + list.Type.Count + list.Shape.Count + list.Tensor.Count + list.Func.Count,
                        "has a length of");
                    foreach (DataType type in list.Type)
                        CheckType(type.WithoutReference());
                    foreach (string text in _texts.Length == 0 ? [] : list.S.Select(s => s.ToStringUtf8()))
                        CheckText(text);
                    break;
            }
        }

        private void CheckType(DataType type)
        {
            if (_types != 0 && ((uint)type >= TypeBits || (_types >> (int)type & 1) == 0))
                throw TfKeyedException.Unreadable($"the attribute {Name} is {type.Name()}, which the operation does not take", null, GraphAdvice.Contradicts);
        }

        private void CheckText(string text)
        {
            if (_texts.Length > 0 && !_texts.Contains(text, StringComparer.Ordinal))
                throw TfKeyedException.Unreadable(
                    $"the attribute {Name} is '{text}'; it must be one of {string.Join(", ", _texts)}", null, GraphAdvice.Contradicts);
        }

        private void CheckSize(long size, string verb)
        {
            if (_hasMinimum && size < _minimum)
                throw TfKeyedException.Unreadable($"the attribute {Name} {verb} {size}; {_minimum} is the least", null, GraphAdvice.Contradicts);
        }
    }
}
