using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Puts tensors together along an axis (<c>ConcatV2</c>: the axis comes last; <c>Concat</c>: first).</summary>
internal sealed class ConcatKernel(bool axisFirst) : Kernel
{
    public override void Run(KernelContext context)
    {
        int first = axisFirst ? 1 : 0, count = context.InputCount - 1;
        Value pattern = context.Input(first);
        if (pattern.Rank == 0)
            throw KernelContext.Error("scalars cannot be put together; use Pack");
        int axis = Axes.Normalize(context.Integer(axisFirst ? 0 : count), pattern.Rank);
        Span<long> shape = stackalloc long[pattern.Rank];
        pattern.Shape.CopyTo(shape);
        shape[axis] = 0;
        for (int i = first; i < first + count; i++)
        {
            ReadOnlySpan<long> other = context.Input(i).Shape;
            if (other.Length != shape.Length
                || !other[..axis].SequenceEqual(pattern.Shape[..axis])
                || !other[(axis + 1)..].SequenceEqual(pattern.Shape[(axis + 1)..]))
                throw context.ShapeError(i, $"it does not fit {pattern.ToShape()} along axis {axis}");
            shape[axis] += other[axis];
        }
        int outer = Axes.Product(shape[..axis]);
        if (context.OutputType(0) != DataType.String)
        {
            var columns = new ColumnWriter(context.Allocate(0, shape), outer);
            for (int i = first; i < first + count; i++)
                columns.Add(context.Input(i));
            return;
        }
        Appender result = Appender.For(context, 0, shape);
        for (int row = 0; row < outer; row++)
        {
            for (int i = first; i < first + count; i++)
            {
                Value input = context.Input(i);
                int run = input.Count / outer;
                if (run > 0)
                    result.Append(input, row * run, run);
            }
        }
    }
}
