using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Sparse tensors one behind the other along a dimension, in row-major order.</summary>
internal sealed class SparseConcatKernel(KernelRequest request) : Kernel
{
    private readonly int _count = request.InputCount / 3;
    private readonly long _axis = request.Attributes.Int("concat_dim");

    public override void Run(KernelContext context)
    {
        SparseInput first = Part(context, 0);
        if (_axis < -first.Rank || _axis >= first.Rank)
            throw KernelContext.Error($"Concat dimension must be in range [-{first.Rank}, {first.Rank}), got {_axis}");
        int axis = (int)(_axis < 0 ? _axis + first.Rank : _axis);
        Span<long> shape = context.Allocate<long>(2, first.Rank);
        int total = Shape(context, axis, shape);
        using var places = new Scratch<long>(context, total);
        using var items = new Scratch<int>(context, total);
        long shift = 0;
        int at = 0;
        Span<long> row = stackalloc long[first.Rank];
        for (int part = 0; part < _count; part++)
        {
            SparseInput sparse = Part(context, part);
            for (int i = 0; i < sparse.Count; i++, at++)
            {
                sparse.Row(i).CopyTo(row);
                row[axis] += shift;
                places.Span[at] = RowMajorOrder.Place(row, shape);
                items.Span[at] = at;
            }
            shift += sparse.Shape[axis];
        }
        RowMajorOrder.Sort(places.Span, items.Span);
        Write(context, shape, places.Span, items.Span);
    }

    private SparseInput Part(KernelContext context, int part) =>
        new(context.Input(part), context.Input(_count + part), context.Input((_count * 2) + part));

    private int Shape(KernelContext context, int axis, Span<long> shape)
    {
        int total = 0;
        for (int part = 0; part < _count; part++)
        {
            SparseInput sparse = Part(context, part);
            if (sparse.Rank != shape.Length)
                throw KernelContext.Error($"sparse tensor {part} has the rank {sparse.Rank}, the first one {shape.Length}");
            for (int d = 0; d < shape.Length; d++)
            {
                if (part > 0 && d != axis && sparse.Shape[d] != shape[d])
                    throw KernelContext.Error($"sparse tensor {part} has the size {sparse.Shape[d]} in dimension {d}, the first one {shape[d]}");
                shape[d] = part == 0 ? sparse.Shape[d] : d == axis ? checked(shape[d] + sparse.Shape[d]) : shape[d];
            }
            total = checked(total + sparse.Count);
        }
        return total;
    }

    private void Write(KernelContext context, ReadOnlySpan<long> shape, ReadOnlySpan<long> places, ReadOnlySpan<int> items)
    {
        Span<long> indices = context.Allocate<long>(0, items.Length, shape.Length);
        var values = new ElementMover(context, 1, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            long place = places[i];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                indices[(i * shape.Length) + d] = place % shape[d];
                place /= shape[d];
            }
            int item = items[i], part = 0;
            while (item >= context.Input(_count + part).Count)
                item -= context.Input(_count + part++).Count;
            values.Put(i, context.Input(_count + part), item);
        }
    }
}
