using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>A dense tensor of a default value with the elements of a sparse tensor in their places.</summary>
internal sealed class SparseToDenseKernel(KernelRequest request) : Kernel
{
    private readonly bool _validates = request.Attributes.Bool("validate_indices", true);

    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0), sizes = context.Input(1), values = context.Input(2), fallback = context.Input(3);
        if (sizes.Rank != 1 || sizes.Count > Value.MaxRank)
            throw context.ShapeError(1, "output_shape must be a vector of sizes");
        if (indices.Rank > 2)
            throw context.ShapeError(0, "sparse_indices should be a scalar, vector, or matrix");
        int count = indices.Rank == 0 ? 1 : indices.Dim(0);
        int depth = indices.Rank == 2 ? indices.Dim(1) : 1;
        if (depth != sizes.Count)
            throw KernelContext.Error($"output_shape has incorrect number of elements: {sizes.Count} should be: {depth}");
        if (values.Rank > 1 || (values.Rank == 1 && values.Count != count))
            throw KernelContext.Error($"sparse_values has incorrect shape {values.ToShape()}, should be [] or [{count}]");
        if (fallback.Rank != 0)
            throw context.ShapeError(3, "default_value should be a scalar");
        Span<long> shape = stackalloc long[sizes.Count];
        long total = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            shape[d] = context.Integer(1, d);
            if (shape[d] < 0)
                throw KernelContext.Error($"output_shape has a negative size ({shape[d]})");
            total = checked(total * shape[d]);
        }
        using var sources = new Scratch<int>(context, checked((int)total));
        sources.Span.Fill(-1);
        if (indices.Type == DataType.Int32)
            Place<int>(indices.Span<int>(), count, shape, sources.Span);
        else
            Place<long>(indices.Span<long>(), count, shape, sources.Span);
        var result = new ElementMover(context, 0, shape);
        bool single = values.Rank == 0;
        for (int i = 0; i < sources.Span.Length; i++)
        {
            int source = sources.Span[i];
            result.Put(i, source < 0 ? fallback : values, source < 0 || single ? 0 : source);
        }
    }

    private void Place<T>(ReadOnlySpan<T> indices, int count, ReadOnlySpan<long> shape, Span<int> sources)
        where T : unmanaged, IBinaryInteger<T>
    {
        long previous = -1;
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            long place = 0;
            for (int d = 0; d < shape.Length; d++)
            {
                long index = long.CreateTruncating(indices[at++]);
                if ((ulong)index >= (ulong)shape[d])
                    throw KernelContext.Error($"indices[{i}] is out of bounds: index {index} in dimension {d} of {ShapeText.Of(shape)}");
                place = (place * shape[d]) + index;
            }
            if (_validates && place <= previous)
                throw KernelContext.Error(place == previous ? $"indices[{i}] is repeated" : $"indices[{i}] is out of order");
            previous = place;
            sources[(int)place] = i;
        }
    }
}
