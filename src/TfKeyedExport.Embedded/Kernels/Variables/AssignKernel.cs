using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Gives a variable a value.</summary>
internal sealed class AssignKernel : Kernel
{
    public override void Run(KernelContext context) => context.Variable(0).Assign(ConstantValue.Keep(context.Input(1)));
}
