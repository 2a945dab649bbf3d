using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Where each index stands in a permutation.</summary>
internal sealed class InvertPermutationKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Rank != 1)
            throw context.ShapeError(0, "it must be a vector");
        ReadOnlySpan<T> order = context.Span<T>(0);
        Span<T> result = context.Allocate<T>(0, order.Length);
        result.Fill(-T.One);
        for (int i = 0; i < order.Length; i++)
        {
            long at = long.CreateTruncating(order[i]);
            if ((ulong)at >= (ulong)order.Length || result[(int)at] != -T.One)
                throw KernelContext.Error($"{at} at position {i} makes it no permutation of {order.Length} numbers");
            result[(int)at] = T.CreateTruncating(i);
        }
    }
}

/// <summary>Where each tensor starts along the axis when shapes are put together.</summary>
internal sealed class ConcatOffsetKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context)
    {
        int rank = context.Input(1).Count;
        int axis = Axes.Normalize(context.Integer(0), rank);
        T offset = T.Zero;
        for (int i = 0; i < context.OutputCount; i++)
        {
            if (context.Input(i + 1).Count != rank)
                throw context.ShapeError(i + 1, $"it must have {rank} sizes");
            Span<T> result = context.Allocate<T>(i, rank);
            result.Clear();
            result[axis] = offset;
            offset += context.Span<T>(i + 1)[axis];
        }
    }
}

/// <summary>The shape that two shapes are stretched to.</summary>
internal sealed class BroadcastArgsKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<T> left = context.Span<T>(0), right = context.Span<T>(1);
        Span<T> result = context.Allocate<T>(0, Math.Max(left.Length, right.Length));
        for (int d = 1; d <= result.Length; d++)
        {
            T a = d <= left.Length ? left[^d] : T.One, b = d <= right.Length ? right[^d] : T.One;
            if (a != b && a != T.One && b != T.One)
                throw KernelContext.Error($"sizes {a} and {b} cannot be broadcast to one another");
            result[^d] = a == T.One ? b : a;
        }
    }
}

/// <summary>Passes a tensor on if it has the shape that is declared.</summary>
internal sealed class EnsureShapeKernel(KernelRequest request) : Kernel
{
    private readonly Tensors.TensorShape _shape = request.Attributes.Shape("shape");

    public override void Run(KernelContext context)
    {
        if (!context.Input(0).ToShape().Fits(_shape))
            throw context.ShapeError(0, $"it must be {_shape}");
        context.Forward(0, 0);
    }
}
