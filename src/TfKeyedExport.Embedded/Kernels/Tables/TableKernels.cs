using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>Lookup tables.</summary>
internal static class TableKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("AnonymousHashTable", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: false))
        .Add("AnonymousMutableHashTable", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true))
        .Add("HashTableV2", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: false))
        .Add("InitializeTableFromTextFileV2", Exactness.BitExact, TypeSets.Any, r => new InitializeFromFileKernel(r))
        .Add("InitializeTableV2", Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: false))
        .Add("LookupTableExportV2", Exactness.BitExact, TypeSets.Any, _ => new ExportKernel())
        .Add("LookupTableFindV2", Exactness.BitExact, TypeSets.Any, r => new FindKernel(r))
        .Add("LookupTableImportV2", Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: true))
        .Add("LookupTableInsertV2", Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: false))
        .Add("LookupTableRemoveV2", Exactness.BitExact, TypeSets.Any, _ => new RemoveKernel())
        .Add("LookupTableSizeV2", Exactness.BitExact, TypeSets.Any, _ => new TableSizeKernel())
        .Add("MutableDenseHashTableV2", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true), gaps: "empty_key and deleted_key are ordinary keys")
        .Add("MutableHashTableOfTensorsV2", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true))
        .Add("MutableHashTableV2", Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true));

    /// <summary>The table that an input's handle stands for.</summary>
    public static LookupTable Table(this KernelContext context, int input) => context.Input(input).Object as LookupTable
        ?? throw KernelContext.Error($"input {input} is not a table's handle");
}

/// <summary>The handle of a table.</summary>
internal sealed class TableHandleKernel : Kernel
{
    private readonly LookupTable _table;

    public TableHandleKernel(KernelRequest request, bool isMutable)
    {
        DataType keys = request.Attributes.Type("key_dtype"), values = request.Attributes.Type("value_dtype");
        if ((keys != DataType.String && !keys.IsInteger()) || (values != DataType.String && !values.IsFixedSize()))
            throw request.Unsupported($"a table from {keys.Name()} to {values.Name()} is not supported");
        long[] shape = request.Attributes.Has("value_shape") ? [.. request.Attributes.Shape("value_shape").Dimensions.ToArray().Select(d => Math.Max(d, 1))] : [];
        _table = request.Host.Resource(Variables.VariableAccess.SharedName(request.Node), name => new LookupTable(request.Node.Origin.Name, name, keys, values, shape, isMutable));
    }

    public override void Run(KernelContext context) => context.Output(0).SetObject(DataType.Resource, _table);
}

/// <summary>The number of entries.</summary>
internal sealed class TableSizeKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<long>(0)[0] = context.Table(0).Count;
}

/// <summary>Adds or replaces entries; an import replaces all.</summary>
internal sealed class InsertKernel(bool clear) : Kernel
{
    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        table.Gate.EnterWriteLock();
        try
        {
            if (clear && table.IsMutable)
                table.Clear();
            table.Insert(context.Input(1), context.Input(2));
        }
        finally
        {
            table.Gate.ExitWriteLock();
        }
    }
}

/// <summary>Removes entries.</summary>
internal sealed class RemoveKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        table.Gate.EnterWriteLock();
        try
        {
            table.Remove(context.Input(1));
        }
        finally
        {
            table.Gate.ExitWriteLock();
        }
    }
}
