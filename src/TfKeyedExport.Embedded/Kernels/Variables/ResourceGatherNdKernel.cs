using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Takes slices of a variable by index tuples.</summary>
internal sealed class ResourceGatherNdKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        ConstantValue current = context.Variable(0).Current;
        Arrays.GatherNdKernel.Gather(context, current.Value, context.Input(1));
        GC.KeepAlive(current);
    }
}
