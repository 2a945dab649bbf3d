using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Takes slices by index tuples: the last dimension of the indices names the first dimensions of the parameters.</summary>
internal sealed class GatherNdKernel : Kernel
{
    public override void Run(KernelContext context) => Gather(context, context.Input(0), context.Input(1));

    /// <summary>Makes output 0 of slices of some parameters; the indices are input 1.</summary>
    public static void Gather(KernelContext context, Value parameters, Value indices)
    {
        if (indices.Rank == 0)
            throw context.ShapeError(1, "indices must have at least one dimension");
        int depth = indices.Dim(indices.Rank - 1);
        if (depth > parameters.Rank)
            throw context.ShapeError(1, $"its last dimension must be at most {parameters.Rank}");
        Span<long> shape = stackalloc long[2 * Value.MaxRank];
        int rank = 0;
        foreach (long size in indices.Shape[..^1])
            shape[rank++] = size;
        foreach (long size in parameters.Shape[depth..])
            shape[rank++] = size;
        Appender result = Appender.For(context, 0, shape[..rank]);
        int tuples = Axes.Product(indices.Shape[..^1]), run = Axes.Product(parameters.Shape[depth..]);
        if (tuples > 0 && parameters.Count == 0)
            throw KernelContext.Error($"{tuples} slices are asked for of parameters without elements, of shape {parameters.ToShape()}");
        for (int i = 0; i < tuples; i++)
        {
            int at = 0;
            for (int d = 0; d < depth; d++)
            {
                long index = context.Integer(1, (i * depth) + d);
                if ((ulong)index >= (ulong)parameters.Shape[d])
                    throw KernelContext.Error($"indices[{i}] = {index} in dimension {d} is not in [0, {parameters.Shape[d]})");
                at = (at * parameters.Dim(d)) + (int)index;
            }
            if (run > 0)
                result.Append(parameters, at * run, run);
        }
    }
}
