using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>ExtractImagePatches</c>: the pixels under a window as the channels of one pixel.</summary>
internal sealed unsafe class PatchesKernel(KernelRequest request) : Kernel
{
    private readonly VolumeAttributes _attributes = new(request, "ksizes", "rates");

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        VolumeGeometry geometry = _attributes.PoolGeometry(input.Shape);
        Value output = _attributes.AllocateOutput(context, 0, geometry, checked((long)geometry.Taps * geometry.Channels));
        if (output.Count == 0)
            return;
        switch (input.Type.Size())
        {
            case 1:
                Gather<byte>(input, output, geometry);
                break;
            case 2:
                Gather<ushort>(input, output, geometry);
                break;
            case 4:
                Gather<uint>(input, output, geometry);
                break;
            case 8:
                Gather<ulong>(input, output, geometry);
                break;
            default:
                Gather<UInt128>(input, output, geometry);
                break;
        }
    }

    private static void Gather<T>(Value input, Value output, in VolumeGeometry geometry)
        where T : unmanaged
    {
        int size = output.Count / input.Dim(0);
        for (int i = 0; i < input.Dim(0); i++)
        {
            T* from = input.Pointer<T>() + ((nint)i * geometry.InputPixels * geometry.Channels);
            Patches.Gather(from, geometry, 0, geometry.Channels, 0, geometry.OutputPixels, output.Pointer<T>() + ((nint)i * size));
        }
    }
}
