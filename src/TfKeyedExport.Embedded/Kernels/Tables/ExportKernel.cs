using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>All keys and all values of a table, in one order.</summary>
internal sealed unsafe class ExportKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        table.Gate.EnterReadLock();
        try
        {
            Keys(context, table);
            Values(context, table);
        }
        finally
        {
            table.Gate.ExitReadLock();
        }
    }

    private static void Keys(KernelContext context, LookupTable table)
    {
        switch (table.KeyType)
        {
            case DataType.String:
                table.ExportKeys(context.AllocateStrings(0, table.Count));
                break;
            case DataType.Int64 or DataType.Uint64:
                table.ExportKeys(context.Allocate<long>(0, table.Count));
                break;
            case DataType.Int32 or DataType.Uint32:
                using (var wide = new Scratch<long>(context, table.Count))
                {
                    table.ExportKeys(wide.Span);
                    Span<int> narrow = context.Allocate<int>(0, table.Count);
                    for (int i = 0; i < narrow.Length; i++)
                        narrow[i] = unchecked((int)wide.Span[i]);
                }
                break;
            default:
                throw KernelContext.Error($"exporting {table.KeyType.Name()} keys is not supported");
        }
    }

    private static void Values(KernelContext context, LookupTable table)
    {
        long[] shape = [table.Count, .. table.ValueShape];
        if (table.ValueType == DataType.String)
        {
            StringBuffer strings = context.AllocateStrings(1, shape);
            for (int i = 0; i < table.Count * table.ValueElements; i++)
                strings.Add(table.ValueString(i / table.ValueElements, i % table.ValueElements));
            return;
        }
        Value values = context.Allocate(1, shape);
        int row = table.ValueElements * table.ValueType.Size();
        for (int i = 0; i < table.Count; i++)
            table.ValueBytes(i).CopyTo(new Span<byte>(values.Bytes + ((nint)i * row), row));
    }
}
