using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Gives a TensorFlow 1 variable a value.</summary>
internal sealed class AssignReferenceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Variable variable = context.Variable(0);
        variable.Assign(ConstantValue.Keep(context.Input(1)));
        context.Refer(variable, variable.Current);
    }
}
