using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>The filters of a convolution, packed group by group.</summary>
internal sealed unsafe class ConvolutionFilter : IDisposable
{
    private readonly PackedMatrix[] _groups;
    private readonly int _channels;
    private readonly int _results;

    /// <param name="filter">[height, width, channels of a group, results of all groups].</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="bias">One value a result; empty for none.</param>
    public ConvolutionFilter(Value filter, int groups, ReadOnlySpan<float> bias)
    {
        _channels = filter.Dim(2);
        _results = filter.Dim(3) / groups;
        int depth = filter.Dim(0) * filter.Dim(1) * _channels;
        ReadOnlySpan<float> all = filter.Span<float>();
        _groups = new PackedMatrix[groups];
        for (int g = 0; g < groups; g++)
        {
            ReadOnlySpan<float> mine = all;
            if (groups > 1)
            {
                var part = new float[depth * _results];
                for (int k = 0; k < depth; k++)
                    all.Slice((k * filter.Dim(3)) + (g * _results), _results).CopyTo(part.AsSpan(k * _results));
                mine = part;
            }
            _groups[g] = new PackedMatrix(mine, depth, _results, false, bias.IsEmpty ? bias : bias.Slice(g * _results, _results));
        }
    }

    /// <summary>The number of groups.</summary>
    public int Groups => _groups.Length;

    /// <summary>Floats of scratch memory that one image needs.</summary>
    public int ScratchSize(in ImageGeometry geometry) =>
        Groups == 1 && geometry.Horizontal.Dilation == 1 ? 0 : checked(Convolution.Block * _groups[0].Depth);

    /// <summary>Convolves one image.</summary>
    public void Convolve(float* image, in ImageGeometry geometry, float* scratch, float* output, Epilogue epilogue)
    {
        for (int g = 0; g < _groups.Length; g++)
            Convolution.Run(image, geometry, _groups[g], g * _channels, _channels, scratch, output + (g * _results), Groups * _results, epilogue);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PackedMatrix group in _groups)
            group.Dispose();
    }
}
