using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Ragged;

/// <summary>A ragged tensor whose rows count from a start to a limit by a step.</summary>
internal sealed class RaggedRangeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        int rows = 1;
        bool anyVector = false;
        for (int i = 0; i < 3; i++)
        {
            Value input = context.Input(i);
            if (input.Rank > 1)
                throw context.ShapeError(i, "it must be a scalar or a vector");
            if (input.Rank == 0)
                continue;
            if (anyVector && input.Count != rows)
                throw KernelContext.Error("starts, limits, and deltas must have the same shape");
            anyVector = true;
            rows = input.Count;
        }
        long total = 0;
        using var ends = new Scratch<long>(context, rows);
        for (int row = 0; row < rows; row++)
        {
            total = checked(total + Length(At(context, 0, row), At(context, 1, row), At(context, 2, row)));
            ends.Span[row] = total;
        }
        if (context.OutputType(0) == DataType.Int32)
            Splits(context.Allocate<int>(0, rows + 1), ends.Span);
        else
            Splits(context.Allocate<long>(0, rows + 1), ends.Span);
        Span<T> values = context.Allocate<T>(1, total);
        int at = 0;
        for (int row = 0; row < rows; row++)
        {
            T value = At(context, 0, row), step = At(context, 2, row);
            for (; at < ends.Span[row]; at++, value += step)
                values[at] = value;
        }
    }

    private static T At(KernelContext context, int input, int row) =>
        context.Span<T>(input)[context.Input(input).Rank == 0 ? 0 : row];

    private static void Splits<TSplit>(Span<TSplit> splits, ReadOnlySpan<long> ends)
        where TSplit : unmanaged, INumber<TSplit>
    {
        splits[0] = TSplit.Zero;
        for (int row = 0; row < ends.Length; row++)
            splits[row + 1] = TSplit.CreateChecked(ends[row]);
    }

    private static long Length(T start, T limit, T step)
    {
        if (step == T.Zero)
            throw KernelContext.Error("Requires delta != 0");
        if ((step > T.Zero && limit < start) || (step < T.Zero && limit > start))
            return 0;
        double size = Math.Ceiling(Math.Abs(double.CreateChecked(limit - start) / double.CreateChecked(step)));
        if (typeof(T) == typeof(float))
            size = Math.Ceiling(Math.Abs(float.CreateChecked(limit - start) / float.CreateChecked(step)));
        if (typeof(T) == typeof(int) || typeof(T) == typeof(long))
            return WholeLength(long.CreateChecked(start), long.CreateChecked(limit), long.CreateChecked(step));
        return size <= int.MaxValue ? (long)size : throw KernelContext.Error($"a range has {size} elements");
    }

    private static long WholeLength(long start, long limit, long step)
    {
        Int128 distance = Int128.Abs((Int128)limit - start), width = Int128.Abs(step);
        Int128 length = (distance + width - 1) / width;
        return length <= int.MaxValue ? (long)length : throw KernelContext.Error($"a range has {length} elements");
    }
}
