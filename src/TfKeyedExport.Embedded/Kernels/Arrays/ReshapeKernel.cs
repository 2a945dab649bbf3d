using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>The same elements in another shape, in which one size may be -1.</summary>
internal sealed class ReshapeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value wanted = context.Input(1);
        if (wanted.Count > Value.MaxRank)
            throw KernelContext.Error($"the shape has {wanted.Count} dimensions; the embedded engine goes up to {Value.MaxRank}");
        Span<long> shape = stackalloc long[wanted.Count];
        int open = -1;
        // Sizes of zero are left out of the products, so that an open size can be told of an empty tensor too.
        long known = 1;
        bool hasZero = false;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = context.Integer(1, i);
            if (shape[i] == 0)
                hasZero = true;
            else if (shape[i] is > 0 and <= int.MaxValue && known <= int.MaxValue)
                known *= shape[i];
            else if (shape[i] == -1 && open < 0)
                open = i;
            else
                throw KernelContext.Error($"size {i} of the new shape must be non-negative and less than 2^31, not {shape[i]}, and only one may be -1");
        }
        Value input = context.Input(0);
        if (open >= 0)
            shape[open] = OpenSize(input, hasZero) / known;
        // No TensorShape here: it would allocate in every call.
        long elements = hasZero ? 0 : open >= 0 ? known * shape[open] : known;
        if (elements != input.Count)
            throw Mismatch(input, shape);
        context.Forward(0, 0, shape);
    }

    private static long OpenSize(Value input, bool withoutZeros)
    {
        long size = 1;
        foreach (long d in input.Shape)
            size *= d == 0 && withoutZeros ? 1 : d;
        return size;
    }

    private static Exception Mismatch(Value input, Span<long> shape) =>
        KernelContext.Error($"input to reshape is a tensor with {input.Count} values, but the requested shape is {ShapeText.Of(shape)}");
}
