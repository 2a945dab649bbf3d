using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>A new table, each time: nobody else sees it, and it is gone when nothing refers to it any more.</summary>
internal sealed class AnonymousTableKernel(KernelRequest request, bool isMutable) : Kernel
{
    private readonly DeclaredTable _declared = new(request, isMutable);
    private readonly long _memoryLimit = request.Host.Options.MemoryLimit;

    public override void Run(KernelContext context) =>
        context.Output(0).SetObject(context.OutputType(0), _declared.Make("", new StateBudget(_memoryLimit)));
}
