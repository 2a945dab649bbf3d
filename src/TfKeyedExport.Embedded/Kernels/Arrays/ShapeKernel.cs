using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>The shape of each input, as a vector.</summary>
internal sealed class ShapeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        for (int i = 0; i < context.OutputCount; i++)
        {
            ReadOnlySpan<long> shape = context.Input(i).Shape;
            Span<T> result = context.Allocate<T>(i, shape.Length);
            for (int d = 0; d < shape.Length; d++)
                result[d] = T.CreateChecked(shape[d]);
        }
    }
}

/// <summary>The number of elements.</summary>
internal sealed class SizeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.OutputType(0) == DataType.Int32)
            context.Allocate<int>(0)[0] = context.Input(0).Count;
        else
            context.Allocate<long>(0)[0] = context.Input(0).Count;
    }
}

/// <summary>The number of dimensions.</summary>
internal sealed class RankKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<int>(0)[0] = context.Input(0).Rank;
}
