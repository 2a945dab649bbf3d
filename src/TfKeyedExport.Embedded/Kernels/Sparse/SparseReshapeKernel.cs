using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Where the elements of a sparse tensor lie in another shape.</summary>
internal sealed class SparseReshapeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0), shape = context.Input(1), target = context.Input(2);
        if (indices.Rank != 2)
            throw context.ShapeError(0, "indices should be a matrix");
        if (shape.Rank != 1)
            throw context.ShapeError(1, "the shape should be a vector");
        if (target.Rank != 1)
            throw context.ShapeError(2, "the target shape should be a vector");
        if (shape.Count == 0)
            throw context.ShapeError(1, "the input shape should not be empty");
        if (shape.Count != indices.Dim(1))
            throw KernelContext.Error($"the shape has {shape.Count} dimensions, the indices {indices.Dim(1)}");
        ReadOnlySpan<long> from = shape.Span<long>();
        Span<long> to = context.Allocate<long>(1, target.Count);
        Resolve(target.Span<long>(), from, to);
        if (from.SequenceEqual(to))
        {
            context.Forward(0, 0);
            return;
        }
        int count = indices.Dim(0);
        Span<long> result = context.Allocate<long>(0, count, to.Length);
        ReadOnlySpan<long> old = indices.Span<long>();
        for (int i = 0; i < count; i++)
            Move(old.Slice(i * from.Length, from.Length), from, result.Slice(i * to.Length, to.Length), to);
    }

    private static void Resolve(ReadOnlySpan<long> wanted, ReadOnlySpan<long> from, Span<long> to)
    {
        long total = 1, known = 1;
        foreach (long size in from)
            total = size >= 0 ? checked(total * size) : throw KernelContext.Error($"the shape has a negative size ({size})");
        int open = -1;
        for (int d = 0; d < wanted.Length; d++)
        {
            if (wanted[d] == -1 && open >= 0)
                throw KernelContext.Error($"only one output dimension may be -1, not both {open} and {d}");
            if (wanted[d] < -1)
                throw KernelContext.Error($"size {d} must be non-negative, not {wanted[d]}");
            open = wanted[d] == -1 ? d : open;
            known = wanted[d] == -1 ? known : checked(known * wanted[d]);
            to[d] = wanted[d];
        }
        if (open >= 0)
        {
            if (known == 0)
                throw KernelContext.Error("reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero");
            to[open] = total / known;
            known *= to[open];
        }
        if (known != total)
            throw KernelContext.Error($"Input to reshape is a tensor with {total} dense values, but the requested shape has {known}.");
    }

    private static void Move(ReadOnlySpan<long> row, ReadOnlySpan<long> from, Span<long> result, ReadOnlySpan<long> to)
    {
        long place = 0;
        for (int d = 0; d < row.Length; d++)
            place = (place * from[d]) + row[d];
        for (int d = to.Length - 1; d >= 0; d--)
        {
            if (to[d] == 0)
                throw KernelContext.Error($"an element cannot lie in a tensor of shape {ShapeText.Of(to)}");
            result[d] = place % to[d];
            place /= to[d];
        }
    }
}
