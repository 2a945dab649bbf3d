using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>Conv2D</c> of float32.</summary>
internal sealed class Conv2DKernel(KernelRequest request) : Kernel
{
    private readonly ImageAttributes _attributes = new(request);
    private readonly ConvolutionFilter? _constant = request.Constant(1) is { Rank: 4 } filter ? new ConvolutionFilter(filter, 1, []) : null;

    public override void Run(KernelContext context)
    {
        Value filter = context.Input(1);
        if (filter.Rank != 4)
            throw context.ShapeError(1, "filters have four dimensions");
        ImageGeometry geometry = _attributes.Geometry(context, filter.Dim(0), filter.Dim(1));
        int channels = filter.Dim(2), results = filter.Dim(3);
        if (channels == 0 || geometry.Channels % channels != 0 || results % (geometry.Channels / channels) != 0)
            throw KernelContext.Error($"filters of {channels} channels and {results} results do not fit images of {geometry.Channels} channels");
        if (_attributes.AllocateOutput(context, geometry, results).Count == 0)
            return;
        int groups = geometry.Channels / channels;
        if (groups == 1 && _constant is not null)
        {
            Convolve(context, _constant, geometry, results);
            return;
        }
        using var packed = new ConvolutionFilter(filter, groups, []);
        Convolve(context, packed, geometry, results);
    }

    private void Convolve(KernelContext context, ConvolutionFilter filter, in ImageGeometry geometry, int results)
    {
        const double MultipliesPerNanosecond = 30;
        var batch = new ImageBatch<Work>
        {
            Work = new Work { Filter = filter },
            Geometry = geometry,
            Results = results,
            ChannelsFirst = _attributes.ChannelsFirst,
            Pads = geometry.IsPadded,
            Repeats = 1,
            ScratchSize = filter.ScratchSize(geometry),
        };
        batch.Run(context, (double)geometry.OutputPixels * context.Input(1).Count / MultipliesPerNanosecond);
    }

    private struct Work : IImageWork
    {
        public ConvolutionFilter Filter;

        public readonly unsafe void Run(float* image, in ImageGeometry geometry, float* scratch, float* output) =>
            Filter.Convolve(image, geometry, scratch, output, Epilogue.None);
    }
}
