using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Sparse;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary><c>SparseAdd</c>, and the sparse maximum and minimum: two sparse tensors in row-major order, merged.</summary>
internal sealed class SparseMergeKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _adds = request.Is(SparseOperations.SparseAdd);
    private readonly bool _takesLargest = request.Is(SparseOperations.SparseSparseMaximum);

    public override void Run(KernelContext context)
    {
        var a = new SparseOperand(context, 0);
        var b = new SparseOperand(context, 3);
        if (!a.Shape.SequenceEqual(b.Shape))
            throw KernelContext.Error("the sparse tensors must have one shape");
        T limit = T.Zero;
        if (_adds)
        {
            if (context.Input(6).Rank != 0)
                throw context.ShapeError(6, "the threshold must be a scalar");
            limit = context.Span<T>(6)[0];
        }
        using var sources = new Scratch<int>(context, 2 * (a.Count + b.Count));
        using var merged = new Scratch<T>(context, a.Count + b.Count);
        int count = 0;
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            int order = i == a.Count ? 1 : j == b.Count ? -1 : Compare(a.Indices(i), b.Indices(j));
            T left = order <= 0 ? context.Span<T>(1)[i] : T.Zero, right = order >= 0 ? context.Span<T>(4)[j] : T.Zero;
            T value = !_adds ? _takesLargest ? T.Max(left, right) : T.Min(left, right) : order < 0 ? left : order > 0 ? right : left + right;
            // TensorFlow holds only sums against the threshold, not what one of them has alone.
            if (!_adds || order != 0 || limit <= T.Abs(value))
            {
                (sources.Span[2 * count], sources.Span[(2 * count) + 1]) = order <= 0 ? (0, i) : (1, j);
                merged.Span[count++] = value;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        Span<long> indices = context.Allocate<long>(0, count, a.Rank);
        for (int k = 0; k < count; k++)
            (sources.Span[2 * k] == 0 ? a : b).Indices(sources.Span[(2 * k) + 1]).CopyTo(indices[(k * a.Rank)..]);
        merged.Span[..count].CopyTo(context.Allocate<T>(1, count));
        if (context.OutputCount > 2)
            a.Shape.CopyTo(context.Allocate<long>(2, a.Rank));
    }

    private static int Compare(ReadOnlySpan<long> a, ReadOnlySpan<long> b) => a.SequenceCompareTo(b);
}
