using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Adds a dimension of size 1.</summary>
internal sealed class ExpandDimsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<long> shape = context.Input(0).Shape;
        if (context.Input(1).Count != 1)
            throw KernelContext.Error("the axis must be one number");
        long axis = context.Integer(1);
        if (axis < -shape.Length - 1 || axis > shape.Length)
            throw KernelContext.Error($"the axis {axis} is not in [-{shape.Length + 1}, {shape.Length}]");
        int at = (int)(axis < 0 ? axis + shape.Length + 1 : axis);
        Span<long> result = stackalloc long[shape.Length + 1];
        shape[..at].CopyTo(result);
        result[at] = 1;
        shape[at..].CopyTo(result[(at + 1)..]);
        context.Forward(0, 0, result);
    }
}
