using TfKeyedExport.Embedded.Numerics.Nn;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>A function of one image whose channels lie together.</summary>
internal unsafe interface IImageWork
{
    /// <summary>Computes one result.</summary>
    /// <param name="image">The image, padded if that was asked for.</param>
    /// <param name="geometry">How the window moves.</param>
    /// <param name="scratch">Memory of its own.</param>
    /// <param name="output">Where the result goes.</param>
    void Run(float* image, in ImageGeometry geometry, float* scratch, float* output);
}
