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
        int batches = Axes.Product(parameters.Shape[..batch]), outer = Axes.Product(parameters.Shape[batch..axis]);
        int limit = parameters.Dim(axis), run = Axes.Product(parameters.Shape[(axis + 1)..]);
        int taken = Axes.Product(indices.Shape[batch..]);
        bool isWide = indices.Type == DataType.Int64;
        ReadOnlySpan<long> wide = isWide ? indices.Span<long>() : default;
        ReadOnlySpan<int> narrow = isWide ? default : indices.Span<int>();
        for (int b = 0; b < batches; b++)
        {
            for (int o = 0; o < outer; o++)
            {
                int origin = ((b * outer) + o) * limit;
                for (int i = 0; i < taken; i++)
                {
                    int at = (b * taken) + i;
                    long index = isWide ? wide[at] : narrow[at];
                    if ((ulong)index >= (ulong)limit)
                        throw KernelContext.Error($"indices[{at}] = {index} is not in [0, {limit})");
                    result.Append(parameters, (origin + (int)index) * run, run);
                }
            }
        }
    }
}
