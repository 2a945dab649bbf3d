using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Python's slicing: begin, end and stride a dimension, with masks for open ends, new and removed dimensions, and an ellipsis.</summary>
internal sealed class StridedSliceKernel(KernelRequest request) : Kernel
{
    private readonly StridedSliceMasks _masks = StridedSliceMasks.Of(request.Attributes);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int specified = context.Input(1).Count, rank = input.Rank;
        if (context.Input(2).Count != specified || context.Input(3).Count != specified || specified > 2 * Value.MaxRank)
            throw KernelContext.Error("begin, end and strides must have the same number of elements");
        Span<long> begin = stackalloc long[rank], strides = stackalloc long[rank], sizes = stackalloc long[rank];
        Span<long> shape = stackalloc long[rank + specified];
        int resultRank = 0, dimension = 0;
        int consumed = 0;
        for (int i = 0; i < specified; i++)
        {
            if ((_masks.Ellipsis & (1 << i)) == 0 && (_masks.NewAxis & (1 << i)) == 0)
                consumed++;
        }
        bool ellipsisSeen = false;
        for (int i = 0; i < specified; i++)
        {
            int bit = 1 << i;
            if ((_masks.Ellipsis & bit) != 0)
            {
                if (ellipsisSeen)
                    throw KernelContext.Error("more than one ellipsis");
                ellipsisSeen = true;
                for (int whole = rank - consumed; whole > 0; whole--)
                    shape[resultRank++] = TakeWhole(input, dimension++, begin, strides, sizes);
            }
            else if ((_masks.NewAxis & bit) != 0)
            {
                shape[resultRank++] = 1;
            }
            else
            {
                if (dimension >= rank)
                    throw KernelContext.Error($"{consumed} dimensions are indexed; the tensor has {rank}");
                bool shrink = (_masks.ShrinkAxis & bit) != 0;
                Take(context, i, dimension, begin, strides, sizes, shrink);
                if (!shrink)
                    shape[resultRank++] = sizes[dimension];
                dimension++;
            }
        }
        while (dimension < rank)
            shape[resultRank++] = TakeWhole(input, dimension++, begin, strides, sizes);
        if (rank == 1 && resultRank == 0 && input.Type == DataType.Int32)
            context.Allocate<int>(0)[0] = input.Span<int>()[(int)begin[0]];
        else
            Blocks.Copy(context, input, begin, strides, sizes, shape[..resultRank]);
    }

    private static long TakeWhole(Value input, int dimension, Span<long> begin, Span<long> strides, Span<long> sizes)
    {
        begin[dimension] = 0;
        strides[dimension] = 1;
        return sizes[dimension] = input.Shape[dimension];
    }

    private void Take(KernelContext context, int i, int dimension, Span<long> begin, Span<long> strides, Span<long> sizes, bool shrink)
    {
        long whole = context.Input(0).Shape[dimension], stride = context.Integer(3, i), first = context.Integer(1, i), last = context.Integer(2, i);
        int bit = 1 << i;
        if (stride == 0)
            throw KernelContext.Error($"strides[{i}] must not be zero");
        if (shrink)
        {
            if (stride < 0)
                throw KernelContext.Error($"strides[{i}] must be positive where a dimension is removed");
            // The masks of open ends say nothing about a dimension that is removed.
            long index = first < 0 ? first + whole : first;
            if (index < 0 || index >= whole)
                throw KernelContext.Error($"slice index {first} of dimension {dimension} out of bounds");
            (begin[dimension], strides[dimension], sizes[dimension]) = (index, 1, 1);
            return;
        }
        long low = stride > 0 ? 0 : -1, high = stride > 0 ? whole : whole - 1;
        long from = (_masks.Begin & bit) != 0 ? (stride > 0 ? low : high) : Math.Clamp(first < 0 ? first + whole : first, low, high);
        long to = (_masks.End & bit) != 0 ? (stride > 0 ? high : low) : Math.Clamp(last < 0 ? last + whole : last, low, high);
        long distance = to - from;
        long size = distance == 0 || (distance < 0) != (stride < 0) ? 0 : (distance / stride) + (distance % stride != 0 ? 1 : 0);
        (begin[dimension], strides[dimension], sizes[dimension]) = (from, stride, size);
    }
}
