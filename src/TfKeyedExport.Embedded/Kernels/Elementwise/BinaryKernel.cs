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
            Pairs(a, b, context.AllocateOver<TResult>(0, 0));
        }
        else if (right.Count == 1 && right.Rank <= left.Rank)
        {
            T b = right.Scalar<T>();
            ReadOnlySpan<T> a = left.Span<T>();
            Span<TResult> result = context.AllocateOver<TResult>(0, 0);
            for (int i = 0; i < result.Length; i++)
                result[i] = TOperation.Invoke(a[i], b);
        }
        else if (left.Count == 1 && left.Rank <= right.Rank)
        {
            T a = left.Scalar<T>();
            ReadOnlySpan<T> b = right.Span<T>();
            Span<TResult> result = context.AllocateOver<TResult>(0, 1);
            for (int i = 0; i < result.Length; i++)
                result[i] = TOperation.Invoke(a, b[i]);
        }
        else
        {
            Stretched(context, left, right);
        }
    }

    private static void Pairs(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TResult> result)
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = TOperation.Invoke(a[i], b[i]);
    }

    private static void Stretched(KernelContext context, Value left, Value right)
    {
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(left.Shape, right.Shape, shape);
        Span<TResult> result = context.Allocate<TResult>(0, shape[..rank]);
        if (result.IsEmpty)
            return;
        Span<int> leftStrides = stackalloc int[Value.MaxRank], rightStrides = stackalloc int[Value.MaxRank], position = stackalloc int[Value.MaxRank];
        Broadcast.Strides(left.Shape, rank, leftStrides);
        Broadcast.Strides(right.Shape, rank, rightStrides);
        position.Clear();
        ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
        int inner = (int)shape[rank - 1], leftStep = leftStrides[rank - 1], rightStep = rightStrides[rank - 1];
        int at = 0, leftAt = 0, rightAt = 0;
        while (true)
        {
            for (int i = 0; i < inner; i++)
                result[at + i] = TOperation.Invoke(a[leftAt + (i * leftStep)], b[rightAt + (i * rightStep)]);
            at += inner;
            int d = rank - 2;
            for (; d >= 0; d--)
            {
                leftAt += leftStrides[d];
                rightAt += rightStrides[d];
                if (++position[d] < shape[d])
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
