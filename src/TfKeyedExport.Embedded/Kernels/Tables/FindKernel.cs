using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>Looks keys up; absent ones give the default.</summary>
internal sealed unsafe class FindKernel(KernelRequest request) : Kernel
{
    private readonly DataType _valueType = request.OutputType(0);

    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        Value keys = context.Input(1), otherwise = context.Input(2);
        if (keys.Type != table.KeyType || otherwise.Type != table.ValueType || _valueType != table.ValueType)
            throw KernelContext.Error($"the table maps {table.KeyType.Name()} to {table.ValueType.Name()}, not {keys.Type.Name()} to {otherwise.Type.Name()}");
        if (!table.IsMutable && !table.IsInitialized)
            throw KernelContext.Error($"the table {table.Name} is not initialised");
        bool single = otherwise.Shape.SequenceEqual(table.ValueShape);
        if (!single && !(table.IsMutable && IsOnePerKey(keys, otherwise, table)))
            throw context.ShapeError(2, "the default must be one value of the table, or of a table that can change one for each key");
        if (!table.IsMutable)
        {
            Find(context, table, keys, otherwise, single);
            return;
        }
        table.Gate.EnterReadLock();
        try
        {
            table.CheckKeys(keys);
            Find(context, table, keys, otherwise, single);
        }
        finally
        {
            table.Gate.ExitReadLock();
        }
    }

    private static void Find(KernelContext context, LookupTable table, Value keys, Value otherwise, bool single)
    {
        if (single && table.ValueShape.Length == 0 && table.ValueType == DataType.Int64 && keys.Type == DataType.String)
        {
            StringBuffer strings = keys.Strings;
            Span<long> found = context.Allocate<long>(0, keys.Shape);
            ReadOnlySpan<long> values = table.Values<long>();
            long absent = otherwise.Scalar<long>();
            for (int i = 0; i < found.Length; i++)
            {
                int position = table.Find(strings[i]);
                found[i] = position < 0 ? absent : values[position];
            }
            return;
        }
        Span<long> shape = stackalloc long[keys.Rank + table.ValueShape.Length];
        keys.Shape.CopyTo(shape);
        table.ValueShape.CopyTo(shape[keys.Rank..]);
        if (table.ValueType == DataType.String)
        {
            StringBuffer result = context.AllocateStrings(0, shape);
            for (int i = 0; i < keys.Count; i++)
            {
                int position = Position(table, keys, i);
                for (int e = 0; e < table.ValueElements; e++)
                    result.Add(position < 0 ? otherwise.Strings[single ? e : (i * table.ValueElements) + e] : table.ValueString(position, e));
            }
            return;
        }
        Value target = context.Allocate(0, shape);
        int row = table.ValueElements * table.ValueType.Size();
        for (int i = 0; i < keys.Count; i++)
        {
            int position = Position(table, keys, i);
            var absent = new ReadOnlySpan<byte>(otherwise.Bytes + (single ? 0 : (nint)i * row), row);
            (position < 0 ? absent : table.ValueBytes(position)).CopyTo(new Span<byte>(target.Bytes + ((nint)i * row), row));
        }
    }

    private static bool IsOnePerKey(Value keys, Value otherwise, LookupTable table) =>
        otherwise.Rank == keys.Rank + table.ValueShape.Length && otherwise.Shape[..keys.Rank].SequenceEqual(keys.Shape)
        && otherwise.Shape[keys.Rank..].SequenceEqual(table.ValueShape);

    private static int Position(LookupTable table, Value keys, int i) =>
        keys.Type == DataType.String ? table.Find(keys.Strings[i]) : table.Find(LookupTable.Integer(keys, i));
}
