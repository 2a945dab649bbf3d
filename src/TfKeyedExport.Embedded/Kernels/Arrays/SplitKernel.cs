using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Cuts a tensor into pieces along an axis: equal ones (<c>Split</c>) or of given sizes (<c>SplitV</c>).</summary>
internal sealed class SplitKernel(bool sized) : Kernel
{
    public override void Run(KernelContext context)
    {
        int count = context.OutputCount;
        Value input = context.Input(sized ? 0 : 1);
        int axis = Axes.Normalize(context.Integer(sized ? 2 : 0), input.Rank);
        Span<long> sizes = count <= 64 ? stackalloc long[count] : new long[count];
        // As in TensorFlow, a single piece is the whole, whatever its size is said to be.
        if (count == 1)
        {
            context.Forward(0, sized ? 0 : 1);
            return;
        }
        Sizes(context, input.Dim(axis), sizes);
        Span<long> shape = stackalloc long[input.Rank];
        input.Shape.CopyTo(shape);
        int outer = Axes.Product(shape[..axis]), inner = Axes.Product(shape[(axis + 1)..]), step = input.Dim(axis) * inner;
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            shape[axis] = sizes[i];
            Appender result = Appender.For(context, i, shape);
            int run = (int)sizes[i] * inner;
            for (int row = 0; run > 0 && row < outer; row++)
                result.Append(input, (row * step) + start, run);
            start += run;
        }
    }

    private void Sizes(KernelContext context, int whole, Span<long> sizes)
    {
        if (!sized)
        {
            if (whole % sizes.Length != 0)
                throw KernelContext.Error($"a size of {whole} cannot be cut into {sizes.Length} equal pieces");
            sizes.Fill(whole / sizes.Length);
            return;
        }
        if (context.Input(1).Count != sizes.Length)
            throw context.ShapeError(1, $"there must be {sizes.Length} sizes");
        int open = -1;
        long sum = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = context.Integer(1, i);
            if (sizes[i] == -1 && open < 0)
                open = i;
            else if (sizes[i] < 0)
                throw KernelContext.Error($"the size {sizes[i]} of piece {i} is negative");
            else
                sum = checked(sum + sizes[i]);
        }
        if (open >= 0 ? sum > whole : sum != whole)
            throw KernelContext.Error($"the pieces have {sum} together; the axis has {whole}");
        if (open >= 0)
            sizes[open] = whole - sum;
    }
}
