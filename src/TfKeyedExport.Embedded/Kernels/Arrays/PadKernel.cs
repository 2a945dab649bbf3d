using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Adds elements before and after in each dimension: zeros, or the value of a third input.</summary>
internal sealed class PadKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), paddings = context.Input(1);
        int rank = input.Rank;
        if (paddings.Count != 2 * rank)
            throw context.ShapeError(1, $"it must be [{rank}, 2]");
        Span<long> before = stackalloc long[rank], shape = stackalloc long[rank], position = stackalloc long[rank];
        for (int d = 0; d < rank; d++)
        {
            before[d] = context.Integer(1, 2 * d);
            long after = context.Integer(1, (2 * d) + 1);
            if (before[d] < 0 || after < 0)
                throw KernelContext.Error($"the padding of dimension {d} is negative");
            shape[d] = checked(before[d] + input.Shape[d] + after);
        }
        Appender result = Appender.For(context, 0, shape);
        Value? filler = context.InputCount > 2 ? context.Input(2) : null;
        int total = context.Output(0).Count;
        if (rank == 0)
        {
            result.Append(input, 0, 1);
            return;
        }
        int last = rank - 1, length = (int)shape[last], lead = (int)before[last], inside = input.Dim(last);
        for (int row = 0; row < total; row += length)
        {
            int from = 0;
            bool isInside = inside > 0;
            for (int d = 0; d < last; d++)
            {
                long at = position[d] - before[d];
                isInside &= at >= 0 && at < input.Shape[d];
                from = (from * input.Dim(d)) + (int)at;
            }
            Add(ref result, filler, isInside ? lead : length);
            if (isInside)
            {
                result.Append(input, from * inside, inside);
                Add(ref result, filler, length - lead - inside);
            }
            for (int d = last - 1; d >= 0 && ++position[d] == shape[d]; d--)
                position[d] = 0;
        }
    }

    private static void Add(ref Appender result, Value? filler, int count)
    {
        if (filler is null)
        {
            result.AppendZeros(count);
            return;
        }
        for (int i = 0; i < count; i++)
            result.Append(filler, 0, 1);
    }
}
