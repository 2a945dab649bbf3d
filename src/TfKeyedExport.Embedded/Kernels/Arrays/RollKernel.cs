using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Moves elements along axes; what leaves at one end comes in at the other.</summary>
internal sealed class RollKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), shifts = context.Input(1), axes = context.Input(2);
        int rank = input.Rank;
        if (rank < 1)
            throw context.ShapeError(0, "it must be at least a vector");
        if (shifts.Rank > 1 || axes.Rank > 1 || !shifts.Shape.SequenceEqual(axes.Shape))
            throw KernelContext.Error($"shift {shifts.ToShape()} and axis {axes.ToShape()} must be scalars or vectors of one size");
        Span<long> moved = stackalloc long[rank], position = stackalloc long[rank];
        moved.Clear();
        for (int i = 0; i < axes.Count; i++)
        {
            int axis = Axes.Normalize(context.Integer(2, i), rank);
            long size = Math.Max(1, input.Shape[axis]), shift = (moved[axis] + (context.Integer(1, i) % size)) % size;
            moved[axis] = shift < 0 ? shift + size : shift;
        }
        Appender result = Appender.For(context, 0, input.Shape);
        if (input.Count == 0)
            return;
        // Whatever lies behind the last axis that moves is one run.
        int inner = rank;
        while (inner > 0 && moved[inner - 1] == 0)
            inner--;
        int run = Axes.Product(input.Shape[inner..]);
        position.Clear();
        for (int i = 0; i < input.Count / run; i++)
        {
            int from = 0;
            for (int d = 0; d < inner; d++)
            {
                long at = position[d] - moved[d];
                from = (from * input.Dim(d)) + (int)(at < 0 ? at + input.Shape[d] : at);
            }
            result.Append(input, from * run, run);
            for (int d = inner - 1; d >= 0 && ++position[d] == input.Shape[d]; d--)
                position[d] = 0;
        }
    }
}
