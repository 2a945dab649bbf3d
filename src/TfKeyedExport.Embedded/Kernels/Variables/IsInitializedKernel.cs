using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Whether a variable has a value.</summary>
internal sealed class IsInitializedKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<bool>(0)[0] = context.Variable(0).IsInitialized;
}
