using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Operations.Tables;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>The handle of a table that the model keeps.</summary>
internal sealed class TableHandleKernel : Kernel
{
    private readonly LookupTable _table;
    private readonly bool _isDense;

    public TableHandleKernel(KernelRequest request, bool isMutable)
    {
        _isDense = request.Is(TableOperations.MutableDenseHashTableV2);
        var declared = new DeclaredTable(request, isMutable);
        _table = request.Host.Resource(StateName.Of(request.Node), name => declared.Make(name, request.Host.Budget));
    }

    public override void Run(KernelContext context)
    {
        if (_isDense)
            _table.Reserve(context.Input(0), context.Input(1));
        // TensorFlow 1's handles are references to strings.
        context.Output(0).SetObject(context.OutputType(0), _table);
    }
}
