using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>TopKV2</c>: the k largest elements of each row, the largest first, of equal ones the first.</summary>
internal sealed unsafe class TopKKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    // Up to here, keeping a short sorted list costs less than sorting the row.
    private const int Short = 32;

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank == 0)
            throw context.ShapeError(0, "a scalar has no rows");
        int columns = input.Dim(input.Rank - 1);
        long k = context.Integer(1);
        if (k < 0 || k > columns)
            throw KernelContext.Error($"the {k} largest of {columns} elements are asked for");
        if (context.OutputType(1) == DataType.Int16 && columns > short.MaxValue)
            throw KernelContext.Error($"the places of {columns} elements do not fit into 16 bits");
        Span<long> shape = stackalloc long[Value.MaxRank];
        input.Shape.CopyTo(shape);
        shape[input.Rank - 1] = k;
        Span<T> largest = context.Allocate<T>(0, shape[..input.Rank]);
        Value where = context.Allocate(1, shape[..input.Rank]);
        Value scratch = context.Rent();
        scratch.Allocate(DataType.Int32, [columns], context.Call.Pool);
        Span<int> order = scratch.Span<int>();
        int count = (int)k;
        for (int start = 0, at = 0; at < largest.Length; start += columns, at += count)
        {
            T* row = input.Pointer<T>() + start;
            if (count <= Short)
                Insert(row, columns, order[..count]);
            else
                Sort(row, order);
            for (int i = 0; i < count; i++)
            {
                largest[at + i] = row[order[i]];
                if (where.Type == DataType.Int32)
                    where.Span<int>()[at + i] = order[i];
                else if (where.Type == DataType.Int64)
                    where.Span<long>()[at + i] = order[i];
                else
                    where.Span<short>()[at + i] = (short)order[i];
            }
        }
        context.Call.Return(scratch);
    }

    private static void Insert(T* row, int columns, Span<int> order)
    {
        int held = 0;
        for (int i = 0; i < columns; i++)
        {
            if (held == order.Length && (held == 0 || !(row[i] > row[order[held - 1]])))
                continue;
            int at = held < order.Length ? held++ : held - 1;
            for (; at > 0 && row[i] > row[order[at - 1]]; at--)
                order[at] = order[at - 1];
            order[at] = i;
        }
    }

    private static void Sort(T* row, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        order.Sort(new Descending(row));
    }

    private readonly struct Descending(T* row) : IComparer<int>
    {
        private readonly T* _row = row;

        public int Compare(int x, int y)
        {
            int byValue = _row[y].CompareTo(_row[x]);
            return byValue != 0 ? byValue : x.CompareTo(y);
        }
    }
}

/// <summary>Makes <see cref="TopKKernel{T}"/>.</summary>
internal readonly struct TopKKernels : INumberKernel
{
    public static Kernel Create(KernelRequest request) => NumberTypes.Make<TopKKernels>(request, request.InputType(0));

    public Kernel Make<T>(KernelRequest request)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new TopKKernel<T>();
}
