using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>LeakyRelu</c>: negative numbers are scaled by the attribute <c>alpha</c>.</summary>
internal sealed class LeakyReluKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, IFloatingPoint<T>
{
    private readonly T _alpha = T.CreateTruncating(request.Attributes.Float("alpha"));

    public override void Run(KernelContext context)
    {
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<T> result = context.AllocateOver<T>(0, 0);
        for (int i = 0; i < result.Length; i++)
        {
            T value = values[i];
            result[i] = value > T.Zero ? value : value * _alpha;
        }
    }
}
