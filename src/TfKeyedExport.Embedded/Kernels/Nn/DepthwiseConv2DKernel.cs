using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>DepthwiseConv2dNative</c> of float32.</summary>
internal sealed class DepthwiseConv2DKernel(KernelRequest request) : Kernel
{
    private readonly ImageAttributes _attributes = new(request);

    public override unsafe void Run(KernelContext context)
    {
        const double MultipliesPerNanosecond = 10;
        Value filter = context.Input(1);
        if (filter.Rank != 4)
            throw context.ShapeError(1, "filters have four dimensions");
        ImageGeometry geometry = _attributes.Geometry(context, filter.Dim(0), filter.Dim(1));
        if (filter.Dim(2) != geometry.Channels)
            throw KernelContext.Error($"filters of {filter.Dim(2)} channels do not fit images of {geometry.Channels} channels");
        // Every channel has as many results as the filter says; seen as so many equal channels, each has one.
        int repeats = filter.Dim(3), results = geometry.Channels * repeats;
        geometry = geometry with { Channels = results };
        if (_attributes.AllocateOutput(context, geometry, results).Count == 0)
            return;
        var batch = new ImageBatch<Work>
        {
            Work = new Work { Filter = filter.Pointer<float>() },
            Geometry = geometry,
            Results = results,
            ChannelsFirst = _attributes.ChannelsFirst,
            Pads = geometry.IsPadded,
            Repeats = repeats,
            ScratchSize = 0,
        };
        batch.Run(context, (double)geometry.OutputPixels * filter.Count / MultipliesPerNanosecond);
    }

    private unsafe struct Work : IImageWork
    {
        public float* Filter;

        public readonly void Run(float* image, in ImageGeometry geometry, float* scratch, float* output) =>
            DepthwiseConvolution.Run(image, geometry, Filter, null, output, Epilogue.None);
    }
}
