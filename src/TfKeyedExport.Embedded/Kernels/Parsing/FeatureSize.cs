using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>How many values a feature of a declared shape has.</summary>
internal static class FeatureSize
{
    /// <summary>Counts them.</summary>
    /// <param name="shape">The sizes; none is open.</param>
    /// <exception cref="TfKeyedException">
    /// More than any tensor holds. Not a limit of this engine, but a model that cannot be: TensorFlow's library is not to be
    /// asked, which ends the process over it.
    /// </exception>
    public static int Of(ReadOnlySpan<long> shape)
    {
        Int128 count = 1;
        foreach (long size in shape)
        {
            count *= size;
            if (count > int.MaxValue || size < 0)
                throw TfKeyedException.Unreadable(
                    $"a feature is declared with the shape {ShapeText.Of(shape)}, which no example has", null, "save the model again from TensorFlow");
        }
        return (int)count;
    }
}
