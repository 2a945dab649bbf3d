using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Applies a function to every pair of elements, with broadcasting.</summary>
internal sealed class BinaryKernel<T, TResult, TOperation> : Kernel
    where T : unmanaged
    where TResult : unmanaged
    where TOperation : IBinaryOperation<T, TResult>
{
    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        if (left.Shape.SequenceEqual(right.Shape))
        {
            ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
            PairLoops<T, TResult, TOperation>.Both(a, b, context.AllocateOver<TResult>(0, 0));
        }
        else if (right.Count == 1 && right.Rank <= left.Rank)
        {
            T b = right.Scalar<T>();
            ReadOnlySpan<T> a = left.Span<T>();
            PairLoops<T, TResult, TOperation>.RightScalar(a, b, context.AllocateOver<TResult>(0, 0));
        }
        else if (left.Count == 1 && left.Rank <= right.Rank)
        {
            T a = left.Scalar<T>();
            ReadOnlySpan<T> b = right.Span<T>();
            PairLoops<T, TResult, TOperation>.LeftScalar(a, b, context.AllocateOver<TResult>(0, 1));
        }
        else
        {
            Stretched(context, left, right);
        }
    }

    private static void Stretched(KernelContext context, Value left, Value right)
    {
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(left.Shape, right.Shape, shape);
        Span<TResult> result = left.Shape.SequenceEqual(shape[..rank]) ? context.AllocateOver<TResult>(0, 0)
            : right.Shape.SequenceEqual(shape[..rank]) ? context.AllocateOver<TResult>(0, 1)
            : context.Allocate<TResult>(0, shape[..rank]);
        if (result.IsEmpty)
            return;
        Span<int> sizes = stackalloc int[Value.MaxRank], leftStrides = stackalloc int[Value.MaxRank];
        Span<int> rightStrides = stackalloc int[Value.MaxRank], position = stackalloc int[Value.MaxRank];
        Broadcast.Strides(left.Shape, rank, leftStrides);
        Broadcast.Strides(right.Shape, rank, rightStrides);
        rank = Broadcast.Merge(shape[..rank], sizes, leftStrides, rightStrides);
        position.Clear();
        ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
        int inner = sizes[rank - 1], leftStep = leftStrides[rank - 1], rightStep = rightStrides[rank - 1];
        int leftAt = 0, rightAt = 0;
        for (int at = 0; ; at += inner)
        {
            Span<TResult> run = result.Slice(at, inner);
            if (rightStep == 0)
                PairLoops<T, TResult, TOperation>.RightScalar(a.Slice(leftAt, inner), b[rightAt], run);
            else if (leftStep == 0)
                PairLoops<T, TResult, TOperation>.LeftScalar(a[leftAt], b.Slice(rightAt, inner), run);
            else
                PairLoops<T, TResult, TOperation>.Both(a.Slice(leftAt, inner), b.Slice(rightAt, inner), run);
            int d = rank - 2;
            for (; d >= 0; d--)
            {
                leftAt += leftStrides[d];
                rightAt += rightStrides[d];
                if (++position[d] < sizes[d])
                    break;
                leftAt -= leftStrides[d] * position[d];
                rightAt -= rightStrides[d] * position[d];
                position[d] = 0;
            }
            if (d < 0)
                return;
        }
    }
}
