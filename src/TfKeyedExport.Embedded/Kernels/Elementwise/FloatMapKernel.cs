using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Applies a function of binary32 on the widest registers.</summary>
internal sealed class FloatMapKernel<TFunction> : Kernel
    where TFunction : struct, IFloatFunction
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<float> values = context.Span<float>(0);
        FloatMap.Run<TFunction>(values, context.AllocateOver<float>(0, 0));
    }
}
