using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Slices of a variable along its first axis.</summary>
internal sealed class ResourceGatherKernel(KernelRequest request) : Kernel
{
    private readonly int _batchDims = (int)Math.Clamp(request.Attributes.Int("batch_dims", 0), int.MinValue, int.MaxValue);

    public override void Run(KernelContext context)
    {
        ConstantValue current = context.Variable(0).Current;
        Arrays.GatherKernel.Gather(context, current.Value, context.Input(1), _batchDims < 0 ? 0 : _batchDims, _batchDims);
        GC.KeepAlive(current);
    }
}
