using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>The ranks of some inputs, in a form that can be looked up.</summary>
/// <param name="Packed">Four bits an input.</param>
internal readonly record struct RankList(ulong Packed)
{
    private const int Bits = 4, Most = (1 << Bits) - 1, Longest = 64 / Bits;

    /// <summary>The ranks of tensors; null if there are too many, or too large ones.</summary>
    public static RankList? Of(ReadOnlySpan<Tensor> inputs)
    {
        ulong packed = 0;
        if (inputs.Length > Longest)
            return null;
        foreach (Tensor input in inputs)
        {
            if (input.Shape.Rank > Most)
                return null;
            packed = (packed << Bits) | (uint)input.Shape.Rank;
        }
        return new RankList(packed);
    }

    /// <summary>The ranks of shapes; null if there are too many, or too large ones, or one is not known.</summary>
    public static RankList? Of(IReadOnlyList<TensorShape> shapes)
    {
        ulong packed = 0;
        if (shapes.Count > Longest)
            return null;
        foreach (TensorShape shape in shapes)
        {
            if (shape.Rank is < 0 or > Most)
                return null;
            packed = (packed << Bits) | (uint)shape.Rank;
        }
        return new RankList(packed);
    }
}
