using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>A TensorFlow 1 variable: its value, which also remembers whose it is.</summary>
internal sealed class ReferenceKernel(KernelRequest request) : Kernel
{
    private readonly Variable _variable = VariableAccess.Make(request);
    private readonly DataType _type = request.OutputType(0);

    public override void Run(KernelContext context)
    {
        Value output = context.Output(0);
        if (_variable.IsInitialized)
            output.Share(_variable.Current);
        else
            output.SetShape(_type, [0]);
        output.SetReference(_variable);
    }
}
