using System.Collections.Immutable;
using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using TfKeyedExport.Text;

namespace TfKeyedExport.Functions;

/// <summary>Lists the leaves of a nested Python value in the order in which TensorFlow flattens it.</summary>
internal static class StructureReader
{
    private const int MaxDepth = 64;

    /// <summary>The leaves, dictionaries sorted by key.</summary>
    /// <param name="value">The value; null has no leaves.</param>
    /// <param name="where">What it belongs to, for errors.</param>
    /// <exception cref="TfKeyedException">It is nested deeper than any real value, or holds an impossible shape.</exception>
    public static List<StructuredLeaf> Leaves(StructuredValue? value, string where)
    {
        var leaves = new List<StructuredLeaf>();
        if (value is not null)
            Walk(value, [], [], where, leaves);
        return leaves;
    }

    private static void Walk(StructuredValue value, ImmutableArray<string> path, ImmutableArray<string> keys, string where, List<StructuredLeaf> leaves)
    {
        if (path.Length > MaxDepth)
            throw TfKeyedException.Unreadable($"a value is nested more than {MaxDepth} levels deep", where, ModelErrors.CopyAgain);
        switch (value.KindCase)
        {
            case StructuredValue.KindOneofCase.ListValue:
                Items(value.ListValue.Values);
                break;
            case StructuredValue.KindOneofCase.TupleValue:
                Items(value.TupleValue.Values);
                break;
            case StructuredValue.KindOneofCase.DictValue:
                foreach (string key in value.DictValue.Fields.Keys.Order(CodePointOrder.Instance))
                    Walk(value.DictValue.Fields[key], path.Add(key), keys.Add(key), where, leaves);
                break;
            case StructuredValue.KindOneofCase.NamedTupleValue:
                foreach (PairValue pair in value.NamedTupleValue.Values)
                    Walk(pair.Value ?? new StructuredValue(), path.Add(pair.Key), keys.Add(pair.Key), where, leaves);
                break;
            case StructuredValue.KindOneofCase.TensorSpecValue:
                TensorSpecProto spec = value.TensorSpecValue;
                Tensor(spec.Name, spec.Dtype, spec.Shape);
                break;
            case StructuredValue.KindOneofCase.BoundedTensorSpecValue:
                BoundedTensorSpecProto bounded = value.BoundedTensorSpecValue;
                Tensor(bounded.Name, bounded.Dtype, bounded.Shape);
                break;
            case StructuredValue.KindOneofCase.TypeSpecValue when RaggedParts.Of(value.TypeSpecValue, where) is { } parts:
                foreach ((string part, SignatureArgument tensor) in parts)
                    leaves.Add(new StructuredLeaf(path, keys, tensor, "", IsComposite: false, part));
                break;
            case StructuredValue.KindOneofCase.TypeSpecValue:
                leaves.Add(new StructuredLeaf(path, keys, null, TypeName(value.TypeSpecValue), IsComposite: true));
                break;
            default:
                leaves.Add(new StructuredLeaf(path, keys, null, Text(value), IsComposite: false));
                break;
        }

        void Items(IReadOnlyList<StructuredValue> items)
        {
            for (int i = 0; i < items.Count; i++)
                Walk(items[i], path.Add(i.ToString(CultureInfo.InvariantCulture)), keys, where, leaves);
        }

        void Tensor(string name, DataType type, TensorShapeProto? shape) =>
            leaves.Add(new StructuredLeaf(path, keys, new SignatureArgument(name, type, shape.ToShape(where), ""), "", IsComposite: false));
    }

    private static string TypeName(TypeSpecProto spec) => spec.TypeSpecClassName is { Length: > 0 } name ? name : spec.TypeSpecClass switch
    {
        1 => "SparseTensorSpec",
        2 => "IndexedSlicesSpec",
        3 => "RaggedTensorSpec",
        _ => $"type spec {spec.TypeSpecClass}",
    };

    private static string Text(StructuredValue value) => value.KindCase switch
    {
        StructuredValue.KindOneofCase.BoolValue => value.BoolValue ? "True" : "False",
        StructuredValue.KindOneofCase.Int64Value => value.Int64Value.ToString(CultureInfo.InvariantCulture),
        StructuredValue.KindOneofCase.Float64Value => value.Float64Value.ToString("R", CultureInfo.InvariantCulture),
        StructuredValue.KindOneofCase.StringValue => $"'{value.StringValue}'",
        StructuredValue.KindOneofCase.TensorDtypeValue => value.TensorDtypeValue.Name(),
        StructuredValue.KindOneofCase.None or StructuredValue.KindOneofCase.NoneValue => "None",
        _ => value.KindCase.ToString(),
    };
}
