using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Applies a function to every element.</summary>
internal sealed class UnaryKernel<T, TResult, TOperation> : Kernel
    where T : unmanaged
    where TResult : unmanaged
    where TOperation : IUnaryOperation<T, TResult>
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<TResult> result = context.AllocateOver<TResult>(0, 0);
        for (int i = 0; i < result.Length; i++)
            result[i] = TOperation.Invoke(values[i]);
    }
}
