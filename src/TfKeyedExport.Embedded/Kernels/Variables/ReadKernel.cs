using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>The value of a variable.</summary>
internal sealed class ReadKernel : Kernel
{
    public override void Run(KernelContext context) => context.Output(0).Share(context.Variable(0).Current);
}
