using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        int i = 0;
        if (TOperation.Vectorizes && Vector256.IsHardwareAccelerated)
        {
            ref T from = ref MemoryMarshal.GetReference(values);
            ref T to = ref Unsafe.As<TResult, T>(ref MemoryMarshal.GetReference(result));
            for (; i <= result.Length - Vector256<T>.Count; i += Vector256<T>.Count)
                TOperation.Invoke(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < result.Length; i++)
            result[i] = TOperation.Invoke(values[i]);
    }
}
