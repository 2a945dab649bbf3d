using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>What the variable of a TensorFlow 1 reference holds now, which may be something else than when the reference was made.</summary>
internal sealed class ReadReferenceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Object is Variable variable)
            context.Output(0).Share(variable.Current);
        else
            context.Forward(0, 0);
    }
}
