using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>DepthwiseConv2dNative</c> of float64.</summary>
internal sealed class DepthwiseVolumeKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly VolumeAttributes _attributes = new(request);

    public override unsafe void Run(KernelContext context)
    {
        Value input = context.Input(0), filter = context.Input(1);
        if (filter.Rank != 4)
            throw context.ShapeError(1, "filters have four dimensions");
        VolumeGeometry geometry = _attributes.Geometry(input.Shape, filter.Shape[..2]);
        int channels = geometry.Channels, repeats = filter.Dim(3), results = checked(channels * repeats);
        if (filter.Dim(2) != channels)
            throw KernelContext.Error($"filters of {filter.Dim(2)} channels do not fit images of {channels} channels");
        Value output = _attributes.AllocateOutput(context, 0, geometry, results);
        if (output.Count == 0)
            return;
        Value scratch = context.Rent();
        scratch.Allocate(context.OutputType(0), [(long)geometry.Taps * channels], context.Call.Pool);
        T* patch = scratch.Pointer<T>(), to = output.Pointer<T>();
        output.Span<T>().Clear();
        for (int image = 0; image < input.Dim(0); image++)
        {
            context.Call.Watch.ThrowIfUp();
            T* from = input.Pointer<T>() + ((nint)image * geometry.InputPixels * channels);
            for (int position = 0; position < geometry.OutputPixels; position++, to += results)
            {
                Patches.Gather(from, geometry, 0, channels, position, 1, patch);
                T* weight = filter.Pointer<T>();
                for (int i = 0; i < geometry.Taps * channels; i++)
                {
                    T* sum = to + (i % channels * repeats);
                    for (int r = 0; r < repeats; r++)
                        sum[r] += patch[i] * *weight++;
                }
            }
        }
        context.Call.Return(scratch);
    }
}
