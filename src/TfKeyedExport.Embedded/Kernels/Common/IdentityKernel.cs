using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Common;

/// <summary>Gives every input as it is.</summary>
internal sealed class IdentityKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        for (int i = 0; i < context.OutputCount; i++)
            context.Forward(i, i);
    }
}

/// <summary>Computes nothing; exists for the order that its control inputs make.</summary>
internal sealed class NoOpKernel : Kernel
{
    public override void Run(KernelContext context)
    {
    }
}
