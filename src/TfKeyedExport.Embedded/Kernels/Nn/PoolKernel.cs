using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Nn;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>MaxPool</c> and <c>AvgPool</c> of float32.</summary>
internal sealed class PoolKernel(KernelRequest request) : Kernel
{
    private readonly ImageAttributes _attributes = new(request);
    private readonly bool _largest = request.Is(NnOperations.MaxPool);

    public override void Run(KernelContext context)
    {
        ImageGeometry geometry = _attributes.Geometry(context, _attributes.Filter[0], _attributes.Filter[1]);
        if (_attributes.AllocateOutput(context, geometry, geometry.Channels).Count == 0)
            return;
        var batch = new ImageBatch<Work>
        {
            Work = new Work { Largest = _largest },
            Geometry = geometry,
            Results = geometry.Channels,
            ChannelsFirst = _attributes.ChannelsFirst,
            Pads = false,
            Repeats = 1,
            ScratchSize = 0,
        };
        batch.Run(context, (double)geometry.OutputPixels * geometry.Vertical.Filter * geometry.Horizontal.Filter * geometry.Channels / 8);
    }

    private struct Work : IImageWork
    {
        public bool Largest;

        public readonly unsafe void Run(float* image, in ImageGeometry geometry, float* scratch, float* output) =>
            Pooling.Run(image, geometry, output, Largest);
    }
}
