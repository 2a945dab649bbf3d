using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Repeats a tensor along each dimension.</summary>
internal sealed class TileKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank;
        if (context.Input(1).Count != rank)
            throw context.ShapeError(1, $"there must be {rank} multiples, one a dimension");
        Span<long> shape = stackalloc long[rank];
        int last = -1;
        for (int d = 0; d < rank; d++)
        {
            long multiple = context.Integer(1, d);
            if (multiple < 0)
                throw KernelContext.Error($"multiples[{d}] = {multiple} is negative");
            if (multiple != 1)
                last = d;
            shape[d] = checked(input.Shape[d] * multiple);
        }
        if (last < 0)
        {
            context.Forward(0, 0);
            return;
        }
        Appender result = Appender.For(context, 0, shape);
        if (context.Output(0).Count == 0)
            return;
        // What lies within the last dimension that repeats stays together.
        int run = 1;
        for (int d = last; d < rank; d++)
            run *= input.Dim(d);
        long repeat = shape[last] / input.Shape[last];
        Span<long> position = stackalloc long[rank];
        position.Clear();
        while (true)
        {
            int row = 0;
            for (int d = 0; d < last; d++)
                row = (row * input.Dim(d)) + (int)(position[d] % input.Shape[d]);
            for (long i = 0; i < repeat; i++)
                result.Append(input, row * run, run);
            int at = last - 1;
            while (at >= 0 && ++position[at] == shape[at])
                position[at--] = 0;
            if (at < 0)
                return;
        }
    }
}
