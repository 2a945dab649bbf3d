using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Takes slices along an axis, in the order of indices.</summary>
internal sealed class GatherKernel(KernelRequest request) : Kernel
{
    private readonly int _batchDims = (int)Math.Clamp(request.Attributes.Int("batch_dims", 0), int.MinValue, int.MaxValue);
    private readonly bool _hasAxis = request.InputCount > 2;

    public override void Run(KernelContext context)
    {
        Value parameters = context.Input(0), indices = context.Input(1);
        int axis = _hasAxis ? Axes.Normalize(context.Integer(2), parameters.Rank) : 0;
        Gather(context, parameters, indices, axis, _batchDims);
    }

    /// <summary>Gathers into output 0.</summary>
    public static void Gather(KernelContext context, Value parameters, Value indices, int axis, int batchDims)
    {
        int batch = batchDims < 0 ? batchDims + indices.Rank : batchDims;
        if (parameters.Rank == 0)
            throw context.ShapeError(0, "it must have at least one dimension");
        if (batch < 0 || batch > indices.Rank || batch > axis || axis >= parameters.Rank || !parameters.Shape[..batch].SequenceEqual(indices.Shape[..batch]))
            throw KernelContext.Error($"batch_dims {batchDims} does not fit {parameters.ToShape()} and {indices.ToShape()}");
        Span<long> shape = stackalloc long[2 * Value.MaxRank];
        int rank = 0;
        foreach (long size in parameters.Shape[..axis])
            shape[rank++] = size;
        foreach (long size in indices.Shape[batch..])
            shape[rank++] = size;
        foreach (long size in parameters.Shape[(axis + 1)..])
            shape[rank++] = size;
        Appender result = Appender.For(context, 0, shape[..rank]);
        // As in TensorFlow, nobody looks at indices when there is nothing to take.
        if (shape[..rank].Contains(0))
            return;
        var walk = new Walk(
            Axes.Product(parameters.Shape[..batch]), Axes.Product(parameters.Shape[batch..axis]), parameters.Dim(axis),
            Axes.Product(indices.Shape[batch..]), Axes.Product(parameters.Shape[(axis + 1)..]));
        if (indices.Type == DataType.Int64)
            Take<long>(parameters, indices.Span<long>(), walk, ref result);
        else
            Take<int>(parameters, indices.Span<int>(), walk, ref result);
    }

    private static void Take<TIndex>(Value parameters, ReadOnlySpan<TIndex> indices, in Walk walk, ref Appender result)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int b = 0; b < walk.Batches; b++)
        {
            for (int o = 0; o < walk.Outer; o++)
            {
                int origin = ((b * walk.Outer) + o) * walk.Limit, first = b * walk.Taken;
                for (int at = first; at < first + walk.Taken; at++)
                {
                    long index = long.CreateTruncating(indices[at]);
                    if ((ulong)index >= (ulong)walk.Limit)
                        throw KernelContext.Error($"indices[{at}] = {index} is not in [0, {walk.Limit})");
                    result.Append(parameters, (origin + (int)index) * walk.Run, walk.Run);
                }
            }
        }
    }

    // How many batches, slices before the axis, places on it, indices of a batch and elements behind the axis there are.
    private readonly record struct Walk(int Batches, int Outer, int Limit, int Taken, int Run);
}
