using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Closes the open sizes of an input's shape.</summary>
internal static class ColumnShape
{
    private const int OpenSize = 8;

    /// <summary>The shape of a column, or of a constant if <paramref name="rows"/> is null.</summary>
    /// <param name="input">The input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="hints">What the graph asks of the sizes.</param>
    /// <param name="open">The size of what nobody asks a size of; null for the usual one.</param>
    public static TensorShape Of(SignatureArgument input, int? rows, InputHints hints, int? open = null)
    {
        int rank = input.Shape.HasRank ? input.Shape.Rank : Math.Max(hints.Rank ?? 0, rows is null ? 0 : 1);
        long[] sizes = new long[rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            long declared = input.Shape.HasRank ? input.Shape[i] : -1;
            sizes[i] = i == 0 && rows is int batch ? batch : declared >= 0 ? declared : hints.Sizes.GetValueOrDefault(i, open ?? OpenSize);
        }
        return new TensorShape(sizes);
    }
}
