using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Removes dimensions of size 1: those named, or all.</summary>
internal sealed class SqueezeKernel : Kernel
{
    private readonly long[] _dimensions;

    public SqueezeKernel(KernelRequest request) => _dimensions = [.. request.Attributes.Ints("squeeze_dims")];

    public override void Run(KernelContext context)
    {
        ReadOnlySpan<long> shape = context.Input(0).Shape;
        int removed = 0;
        foreach (long named in _dimensions)
        {
            if (named < -shape.Length || named >= shape.Length)
                throw KernelContext.Error($"the dimension {named} is not in [-{shape.Length}, {shape.Length})");
            int dimension = (int)(named < 0 ? named + shape.Length : named);
            if (shape[dimension] != 1)
                throw context.ShapeError(0, $"dimension {dimension} cannot be squeezed, it is not 1");
            removed |= 1 << dimension;
        }
        Span<long> result = stackalloc long[shape.Length];
        int rank = 0;
        for (int d = 0; d < shape.Length; d++)
        {
            bool remove = _dimensions.Length == 0 ? shape[d] == 1 : (removed & (1 << d)) != 0;
            if (!remove)
                result[rank++] = shape[d];
        }
        context.Forward(0, 0, result[..rank]);
    }
}
