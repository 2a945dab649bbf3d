using TfKeyedExport.Signatures;
namespace TfKeyedExport.Functions;

/// <summary>A leaf of a nested Python value: a tensor's declaration, or anything else that a function was traced with.</summary>
/// <param name="Path">The steps that lead to it: dictionary keys, field names and positions.</param>
/// <param name="Keys">The dictionary keys and field names among those steps: what a name can be made of.</param>
/// <param name="Tensor">The tensor's declaration with the name that TensorFlow gave it; null if it is not a dense tensor.</param>
/// <param name="Text">What it is, as Python writes it: <c>True</c>, <c>None</c>, <c>RaggedTensorSpec</c>.</param>
/// <param name="IsComposite">Whether it is a sparse or other composite tensor that is not taken apart.</param>
/// <param name="Part">Which part of a ragged tensor it is, as its name ends: <c>values</c>, <c>row_splits</c>; empty if it is a tensor by itself.</param>
internal sealed record StructuredLeaf(
    IReadOnlyList<string> Path, IReadOnlyList<string> Keys, SignatureArgument? Tensor, string Text, bool IsComposite, string Part = "")
{
    /// <summary>Whether it belongs to the same value as the leaf before it.</summary>
    public bool IsFurtherPart => Part.Length > 0 && Part != RaggedParts.Values;

    /// <summary>A name with the part's at the end.</summary>
    public string Named(string name) => Part.Length == 0 ? name : RaggedParts.Name(name, Part);
}
