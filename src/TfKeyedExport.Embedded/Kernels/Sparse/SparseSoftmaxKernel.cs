using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary><c>SparseSoftmax</c>: a softmax along the last dimension of the elements that are there.</summary>
internal sealed class SparseSoftmaxKernel<T> : Kernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var input = new SparseOperand(context, 0);
        if (input.Rank < 2)
            throw context.ShapeError(2, "there must be at least two dimensions");
        ReadOnlySpan<T> values = context.Span<T>(1);
        Span<T> result = context.Allocate<T>(0, values.Length);
        for (int start = 0, end; start < values.Length; start = end)
        {
            ReadOnlySpan<long> row = input.Indices(start)[..^1];
            T largest = values[start], sum = T.Zero;
            for (end = start; end < values.Length && input.Indices(end)[..^1].SequenceEqual(row); end++)
                largest = T.Max(largest, values[end]);
            for (int i = start; i < end; i++)
                sum += result[i] = T.Exp(values[i] - largest);
            for (int i = start; i < end; i++)
                result[i] /= sum;
        }
    }
}
