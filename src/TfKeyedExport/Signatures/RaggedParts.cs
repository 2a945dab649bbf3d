using System.Globalization;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Signatures;

/// <summary>
/// Takes ragged tensors apart into the plain tensors that they are made of: the values of all rows in one, and for each ragged dimension where its rows begin
/// and end. Row i of a batch is <c>values[row_splits[i]:row_splits[i+1]]</c>. TensorFlow hands the parts to a function one after the other, in this order.
/// </summary>
internal static class RaggedParts
{
    /// <summary>The part that holds the values of all rows.</summary>
    public const string Values = "values";

    /// <summary>The part that says where rows begin and end; with a number at the end where several dimensions are ragged, from the outermost.</summary>
    public const string RowSplits = "row_splits";

    private const int RaggedTensorSpec = 3;

    /// <summary>More ragged dimensions than any real tensor has.</summary>
    private const int MaxRaggedRank = 16;

    /// <summary>The name of a part.</summary>
    public static string Name(string name, string part) => $"{name}_{part}";

    /// <summary>The parts of a declared ragged tensor; null if it is something else.</summary>
    /// <exception cref="Errors.TfKeyedException">Its shape is impossible.</exception>
    public static IReadOnlyList<(string Part, SignatureArgument Tensor)>? Of(TypeSpecProto spec, string where)
    {
        // The state is (shape, type, ragged dimensions, type of the splits, and in later versions the values' own specification).
        if (spec.TypeSpecClass != RaggedTensorSpec || spec.TypeState?.TupleValue is not { Values: { Count: >= 4 } state }
            || state[2].Int64Value is not (> 0 and <= MaxRaggedRank) || (spec.NumFlatComponents != 0 && spec.NumFlatComponents != state[2].Int64Value + 1))
            return null;
        int raggedRank = (int)state[2].Int64Value;
        TensorShape shape = state[0].TensorShapeValue.ToShape(where);
        TensorShape values = shape.HasRank && shape.Rank > raggedRank ? new TensorShape([-1, .. shape.Dimensions[(raggedRank + 1)..]]) : TensorShape.Unknown;
        var parts = new List<(string, SignatureArgument)>(raggedRank + 1) { (Values, new SignatureArgument("", state[1].TensorDtypeValue, values, "")) };
        for (int i = 0; i < raggedRank; i++)
            parts.Add((Splits(raggedRank, i), new SignatureArgument("", state[3].TensorDtypeValue, new TensorShape(-1), "")));
        return parts;
    }

    /// <summary>
    /// The arguments of a serialized signature, those that are ragged by their parts; where a part's name is taken, the argument stays whole.
    /// </summary>
    public static IEnumerable<(string Name, TensorInfo Info)> Expand(IReadOnlyDictionary<string, TensorInfo> infos)
    {
        foreach ((string name, TensorInfo info) in infos)
        {
            if (Parts(name, info) is { } parts && !parts.Exists(p => infos.ContainsKey(p.Name)))
            {
                foreach ((string, TensorInfo) part in parts)
                    yield return part;
            }
            else
            {
                yield return (name, info);
            }
        }
    }

    private static List<(string Name, TensorInfo Info)>? Parts(string name, TensorInfo info)
    {
        if (info.CompositeTensor is not { TypeSpec: { } spec } composite || Of(spec, name) is not { } declared || composite.Components.Count != declared.Count)
            return null;
        var parts = new List<(string, TensorInfo)>(declared.Count);
        for (int i = 0; i < declared.Count; i++)
        {
            if (composite.Components[i].EncodingCase != TensorInfo.EncodingOneofCase.Name)
                return null;
            parts.Add((Name(name, declared[i].Part), composite.Components[i]));
        }
        return parts;
    }

    private static string Splits(int raggedRank, int dimension) =>
        raggedRank == 1 ? RowSplits : string.Create(CultureInfo.InvariantCulture, $"{RowSplits}_{dimension}");
}
