using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Turns the order round along the axes that are named.</summary>
internal sealed class ReverseKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank;
        // As in TensorFlow, nobody looks at the axes when there is nothing to turn round.
        if (rank == 0 || input.Count == 0)
        {
            context.Forward(0, 0);
            return;
        }
        Span<long> begin = stackalloc long[rank], strides = stackalloc long[rank];
        begin.Clear();
        strides.Fill(1);
        for (int i = 0; i < context.Input(1).Count; i++)
        {
            int axis = Axes.Normalize(context.Integer(1, i), rank);
            if (strides[axis] < 0)
                throw KernelContext.Error($"the axis {axis} is named twice");
            begin[axis] = input.Shape[axis] - 1;
            strides[axis] = -1;
        }
        Blocks.Copy(context, input, begin, strides, input.Shape, input.Shape);
    }
}
