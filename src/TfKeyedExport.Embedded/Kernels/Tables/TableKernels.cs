using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Operations.Tables;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>Lookup tables.</summary>
internal static class TableKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(TableOperations.AnonymousHashTable, Exactness.BitExact, TypeSets.Any, r => new AnonymousTableKernel(r, isMutable: false))
        .Add(TableOperations.AnonymousMutableHashTable, Exactness.BitExact, TypeSets.Any, r => new AnonymousTableKernel(r, isMutable: true))
        .Add(TableOperations.HashTable, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: false))
        .Add(TableOperations.HashTableV2, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: false))
        .Add(TableOperations.InitializeTable, Exactness.BitExact, TypeSets.Any, _ => new InitializeKernel())
        .Add(TableOperations.InitializeTableFromTextFile, Exactness.BitExact, TypeSets.Any, r => new InitializeFromFileKernel(r))
        .Add(TableOperations.InitializeTableFromTextFileV2, Exactness.BitExact, TypeSets.Any, r => new InitializeFromFileKernel(r))
        .Add(TableOperations.InitializeTableV2, Exactness.BitExact, TypeSets.Any, _ => new InitializeKernel())
        .Add(TableOperations.LookupTableExport, Exactness.BitExact, TypeSets.Any, _ => new ExportKernel())
        .Add(TableOperations.LookupTableExportV2, Exactness.BitExact, TypeSets.Any, _ => new ExportKernel())
        .Add(TableOperations.LookupTableFind, Exactness.BitExact, TypeSets.Any, r => new FindKernel(r))
        .Add(TableOperations.LookupTableFindV2, Exactness.BitExact, TypeSets.Any, r => new FindKernel(r))
        .Add(TableOperations.LookupTableImport, Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: true))
        .Add(TableOperations.LookupTableImportV2, Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: true))
        .Add(TableOperations.LookupTableInsert, Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: false))
        .Add(TableOperations.LookupTableInsertV2, Exactness.BitExact, TypeSets.Any, _ => new InsertKernel(clear: false))
        .Add(TableOperations.LookupTableRemoveV2, Exactness.BitExact, TypeSets.Any, _ => new RemoveKernel())
        .Add(TableOperations.LookupTableSize, Exactness.BitExact, TypeSets.Any, _ => new TableSizeKernel())
        .Add(TableOperations.LookupTableSizeV2, Exactness.BitExact, TypeSets.Any, _ => new TableSizeKernel())
        .Add(
            TableOperations.MutableDenseHashTableV2, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true),
            gaps: "keys of any shape, where TensorFlow wants vectors")
        .Add(TableOperations.MutableHashTable, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true))
        .Add(TableOperations.MutableHashTableOfTensors, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true))
        .Add(TableOperations.MutableHashTableOfTensorsV2, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true))
        .Add(TableOperations.MutableHashTableV2, Exactness.BitExact, TypeSets.Any, r => new TableHandleKernel(r, isMutable: true));

    /// <summary>The table that an input's handle stands for.</summary>
    public static LookupTable Table(this KernelContext context, int input) => context.Input(input).Object as LookupTable
        ?? throw KernelContext.Error($"input {input} is not a table's handle");
}

/// <summary>The number of entries.</summary>
internal sealed class TableSizeKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<long>(0)[0] = context.Table(0).Count;
}

/// <summary>Fills a table that does not change afterwards.</summary>
internal sealed class InitializeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        if (context.Input(1).Count == 0)
            throw KernelContext.Error($"the table {table.Name} is given no entries: keys and values cannot be empty");
        table.Gate.EnterWriteLock();
        try
        {
            table.Initialize(context.Input(1), context.Input(2));
        }
        finally
        {
            table.Gate.ExitWriteLock();
        }
    }
}

/// <summary>Adds or replaces entries; an import replaces all. A table that does not change is filled by it.</summary>
internal sealed class InsertKernel(bool clear) : Kernel
{
    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        table.Gate.EnterWriteLock();
        try
        {
            if (!table.IsMutable)
            {
                table.Initialize(context.Input(1), context.Input(2));
                return;
            }
            if (clear)
                table.Clear();
            else
                table.CheckKeys(context.Input(1));
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
            table.CheckKeys(context.Input(1));
            table.Remove(context.Input(1));
        }
        finally
        {
            table.Gate.ExitWriteLock();
        }
    }
}
