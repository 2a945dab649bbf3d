using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Sparse;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary><c>SparseReduceSum</c> and <c>SparseReduceMax</c>: the elements that are there, taken together along axes; zero where there are none.</summary>
internal sealed class SparseReduceKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _largest = request.Is(SparseOperations.SparseReduceMax);
    private readonly bool _keeps = request.Attributes.Bool("keep_dims", false);

    public override void Run(KernelContext context)
    {
        var input = new SparseOperand(context, 0);
        Value axes = context.Input(3);
        int rank = input.Rank;
        Span<bool> reduced = stackalloc bool[rank];
        reduced.Clear();
        for (int i = 0; i < axes.Count; i++)
            reduced[Arrays.Axes.Normalize(context.Integer(3, i), rank)] = true;
        Span<long> shape = stackalloc long[rank], strides = stackalloc long[rank];
        strides.Clear();
        int resultRank = 0;
        for (int d = 0; d < rank; d++)
        {
            if (!reduced[d] || _keeps)
                shape[resultRank++] = reduced[d] ? 1 : input.Size(d);
        }
        Span<T> result = context.Allocate<T>(0, shape[..resultRank]);
        result.Clear();
        long stride = 1;
        for (int d = rank - 1; d >= 0; d--)
        {
            if (reduced[d])
                continue;
            strides[d] = stride;
            stride *= input.Size(d);
        }
        using var seen = new Scratch<byte>(context, result.Length);
        seen.Span.Clear();
        ReadOnlySpan<T> values = context.Span<T>(1);
        for (int i = 0; i < values.Length; i++)
        {
            long at = 0;
            for (int d = 0; d < rank; d++)
                at += input.Index(i, d) * strides[d];
            ref T target = ref result[(int)at];
            bool first = seen.Span[(int)at] == 0;
            target = first ? values[i] : !_largest ? target + values[i] : T.Max(target, values[i]);
            seen.Span[(int)at] = 1;
        }
    }
}
