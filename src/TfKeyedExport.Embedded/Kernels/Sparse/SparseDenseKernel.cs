using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary><c>SparseDenseCwiseAdd</c>, <c>Mul</c> and <c>Div</c>: each element that is there, with that of a dense tensor which is broadcast.</summary>
internal sealed class SparseDenseKernel<T, TOperation>(bool divides = false) : Kernel
    where T : unmanaged, INumber<T>
    where TOperation : IBinaryOperation<T, T>
{
    public override void Run(KernelContext context)
    {
        var input = new SparseOperand(context, 0);
        Value dense = context.Input(3);
        int rank = input.Rank, missing = rank - dense.Rank;
        if (missing < 0)
            throw context.ShapeError(3, $"it must have at most {rank} dimensions");
        Span<int> strides = stackalloc int[rank];
        strides.Clear();
        for (int d = dense.Rank - 1, stride = 1; d >= 0; stride *= dense.Dim(d--))
        {
            if (dense.Dim(d) != 1 && dense.Shape[d] != input.Size(d + missing))
                throw context.ShapeError(3, "it must broadcast to the sparse tensor");
            strides[d + missing] = dense.Dim(d) == 1 ? 0 : stride;
        }
        ReadOnlySpan<T> values = context.Span<T>(1), others = dense.Span<T>();
        Span<T> result = context.Allocate<T>(0, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            int at = 0;
            for (int d = 0; d < rank; d++)
                at += (int)input.Index(i, d) * strides[d];
            if (divides && others[at] == T.Zero)
                throw KernelContext.Error("the dense tensor to divide by contains zero");
            PairLoops<T, T, TOperation>.Both(values.Slice(i, 1), others.Slice(at, 1), result.Slice(i, 1));
        }
    }
}

/// <summary><c>SparseTensorDenseAdd</c>: a dense tensor with the elements of a sparse one added.</summary>
internal sealed class SparseTensorAddKernel<T, TIndex> : Kernel
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0), values = context.Input(1), shape = context.Input(2), dense = context.Input(3);
        bool haveRanks = indices.Rank == 2 && values.Rank == 1 && shape.Rank == 1 && shape.Count == dense.Rank;
        if (!haveRanks || indices.Dim(0) != values.Count || indices.Dim(1) != dense.Rank)
            throw KernelContext.Error($"indices {indices.ToShape()}, values {values.ToShape()} and {shape.Count} sizes do not fit {dense.ToShape()}");
        ReadOnlySpan<TIndex> places = indices.Span<TIndex>(), sizes = shape.Span<TIndex>();
        for (int d = 0; d < dense.Rank; d++)
        {
            if (long.CreateTruncating(sizes[d]) != dense.Shape[d])
                throw KernelContext.Error($"dimension {d} is {sizes[d]} long in the sparse tensor and {dense.Dim(d)} in the dense one");
        }
        ReadOnlySpan<T> source = dense.Span<T>(), added = values.Span<T>();
        Span<T> result = context.Allocate<T>(0, dense.Shape);
        source.CopyTo(result);
        for (int i = 0; i < added.Length; i++)
        {
            int at = 0;
            for (int d = 0; d < dense.Rank; d++)
            {
                long index = long.CreateTruncating(places[(i * dense.Rank) + d]);
                if ((ulong)index >= (ulong)dense.Shape[d])
                    throw KernelContext.Error($"the index {index} of element {i} is not in [0, {dense.Shape[d]})");
                at = (at * dense.Dim(d)) + (int)index;
            }
            result[at] += added[i];
        }
    }
}
