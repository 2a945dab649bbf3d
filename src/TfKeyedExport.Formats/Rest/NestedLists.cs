using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Collects nested JSON lists into one tensor: all lists of a level must have one length.</summary>
/// <param name="type">The elements' type.</param>
internal sealed class NestedLists(DataType type)
{
    private readonly List<JsonElement> _leaves = [];
    private readonly List<long> _sizes = [];
    private bool _shapeKnown;

    /// <summary>Adds one value, nested or not, after those added before.</summary>
    /// <exception cref="TfKeyedException">Its lists have other lengths or another depth than those before.</exception>
    public void Add(JsonElement value, string where)
    {
        Walk(value, 0, where);
        _shapeKnown = true;
    }

    /// <summary>The tensor of a single added value.</summary>
    public Tensor ToTensor(string where) => new ElementReader(type, where).Read(new TensorShape([.. _sizes]), _leaves);

    /// <summary>The tensor of all added values, which become its first dimension.</summary>
    public Tensor ToBatch(int rows, string where) => new ElementReader(type, where).Read(new TensorShape([rows, .. _sizes]), _leaves);

    // Depth is bounded by the parser's own limit. A complex number is itself a list, of two numbers: only the innermost lists are.
    private void Walk(JsonElement value, int depth, string where)
    {
        if (value.ValueKind != JsonValueKind.Array || IsComplexLeaf(value))
        {
            if (depth != _sizes.Count)
                throw Ragged(value, where);
            _shapeKnown = true;
            _leaves.Add(value);
            return;
        }
        int length = value.GetArrayLength();
        if (depth == _sizes.Count && !_shapeKnown)
            _sizes.Add(length);
        else if (depth >= _sizes.Count || _sizes[depth] != length)
            throw Ragged(value, where);
        if (length == 0)
            _shapeKnown = true;
        foreach (JsonElement item in value.EnumerateArray())
            Walk(item, depth + 1, where);
    }

    private bool IsComplexLeaf(JsonElement value) =>
        type is DataType.Complex64 or DataType.Complex128 && value.GetArrayLength() == 2 && value[0].ValueKind is not JsonValueKind.Array;

    private TfKeyedException Ragged(JsonElement value, string where) => TfKeyedException.BadRequest(
        $"the lists do not form a tensor: {JsonText.Describe(value)} stands where the lists before have another length or depth",
        where,
        "give every row the same shape");
}
