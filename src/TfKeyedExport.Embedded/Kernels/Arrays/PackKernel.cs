using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Puts tensors of one shape together along a new axis.</summary>
internal sealed class PackKernel(KernelRequest request) : Kernel
{
    private readonly long _axis = request.Attributes.Int("axis", 0);

    public override void Run(KernelContext context)
    {
        Value pattern = context.Input(0);
        int count = context.InputCount;
        if (pattern.Rank == 0 && pattern.Type == DataType.Int32)
        {
            Span<int> numbers = context.Allocate<int>(0, count);
            for (int i = 0; i < count; i++)
                numbers[i] = Check(context, i, pattern).Scalar<int>();
            return;
        }
        int axis = Axes.Normalize(_axis, pattern.Rank + 1);
        Span<long> shape = stackalloc long[pattern.Rank + 1];
        pattern.Shape[..axis].CopyTo(shape);
        shape[axis] = count;
        pattern.Shape[axis..].CopyTo(shape[(axis + 1)..]);
        for (int i = 1; i < count; i++)
            Check(context, i, pattern);
        Appender result = Appender.For(context, 0, shape);
        int outer = Axes.Product(shape[..axis]), run = Axes.Product(shape[(axis + 1)..]);
        for (int row = 0; row < outer; row++)
        {
            for (int i = 0; i < count; i++)
                result.Append(context.Input(i), row * run, run);
        }
    }

    private static Value Check(KernelContext context, int input, Value pattern)
    {
        Value value = context.Input(input);
        return value.Shape.SequenceEqual(pattern.Shape) ? value : throw context.ShapeError(input, $"the shapes of all inputs must be {pattern.ToShape()}");
    }
}

/// <summary>Takes a tensor apart along an axis, which disappears.</summary>
internal sealed class UnpackKernel(KernelRequest request) : Kernel
{
    private readonly long _axis = request.Attributes.Int("axis", 0);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int axis = Axes.Normalize(_axis, input.Rank);
        int count = context.OutputCount;
        if (input.Dim(axis) != count)
            throw context.ShapeError(0, $"axis {axis} must have the size {count}");
        Span<long> shape = stackalloc long[input.Rank - 1];
        input.Shape[..axis].CopyTo(shape);
        input.Shape[(axis + 1)..].CopyTo(shape[axis..]);
        int outer = Axes.Product(shape[..axis]), run = Axes.Product(shape[axis..]);
        for (int i = 0; i < count; i++)
        {
            Appender result = Appender.For(context, i, shape);
            for (int row = 0; row < outer; row++)
                result.Append(input, ((row * count) + i) * run, run);
        }
    }
}
