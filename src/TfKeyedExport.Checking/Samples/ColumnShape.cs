using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Closes the open sizes of an input's shape.</summary>
internal static class ColumnShape
{
    private const int OpenSize = 8;

    /// <summary>The shape of a column, or of a constant if <paramref name="rows"/> is null.</summary>
    public static TensorShape Of(SignatureArgument input, int? rows)
    {
        if (!input.Shape.HasRank)
            return rows is int count ? new TensorShape(count) : TensorShape.Scalar;
        long[] sizes = input.Shape.Dimensions.ToArray();
        for (int i = 0; i < sizes.Length; i++)
        {
            if (i == 0 && rows is int batch)
                sizes[i] = batch;
            else if (sizes[i] < 0)
                sizes[i] = OpenSize;
        }
        return new TensorShape(sizes);
    }
}
