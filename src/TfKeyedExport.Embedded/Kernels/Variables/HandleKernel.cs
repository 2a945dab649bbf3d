using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>The handle of a variable.</summary>
internal sealed class HandleKernel(KernelRequest request) : Kernel
{
    private readonly Variable _variable = VariableAccess.Make(request);

    public override void Run(KernelContext context) => context.Output(0).SetObject(DataType.Resource, _variable);
}
