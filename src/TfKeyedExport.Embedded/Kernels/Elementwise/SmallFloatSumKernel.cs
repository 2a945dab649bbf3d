using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>AddN</c> of 16-bit floats: rounded after each addition, as TensorFlow does.</summary>
internal sealed class SmallFloatSumKernel<T, TSum> : Kernel
    where T : unmanaged
    where TSum : IBinaryOperation<T, T>
{
    public override void Run(KernelContext context)
    {
        Value first = context.Input(0);
        Span<T> result = context.Allocate<T>(0, first.Shape);
        first.Span<T>().CopyTo(result);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Input(i).Shape.SequenceEqual(first.Shape))
                throw context.ShapeError(i, $"the first has {first.ToShape()}, and all must be alike");
            PairLoops<T, T, TSum>.Both(result, context.Span<T>(i), result);
        }
    }
}

/// <summary>The sum of two halves.</summary>
internal readonly struct HalfSum : IBinaryOperation<Half, Half>
{
    public static Half Invoke(Half left, Half right) => (Half)((float)left + (float)right);
}

/// <summary>The sum of two bfloat16 numbers.</summary>
internal readonly struct BFloat16Sum : IBinaryOperation<BFloat16, BFloat16>
{
    public static BFloat16 Invoke(BFloat16 left, BFloat16 right) => (BFloat16)((float)left + (float)right);
}
