using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>A function of two elements along runs of memory. The result may lie over an operand.</summary>
internal static class PairLoops<T, TResult, TOperation>
    where T : unmanaged
    where TResult : unmanaged
    where TOperation : IBinaryOperation<T, TResult>
{
    /// <summary>result[i] = f(a[i], b[i]).</summary>
    public static void Both(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TResult> result)
    {
        int i = 0;
        if (TOperation.Vectorizes && Vector256.IsHardwareAccelerated)
        {
            ref T left = ref MemoryMarshal.GetReference(a);
            ref T right = ref MemoryMarshal.GetReference(b);
            ref T to = ref Unsafe.As<TResult, T>(ref MemoryMarshal.GetReference(result));
            for (; i <= result.Length - Vector256<T>.Count; i += Vector256<T>.Count)
                TOperation.Invoke(Vector256.LoadUnsafe(ref left, (nuint)i), Vector256.LoadUnsafe(ref right, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < result.Length; i++)
            result[i] = TOperation.Invoke(a[i], b[i]);
    }

    /// <summary>result[i] = f(a[i], b).</summary>
    public static void RightScalar(ReadOnlySpan<T> a, T b, Span<TResult> result)
    {
        int i = 0;
        if (TOperation.Vectorizes && Vector256.IsHardwareAccelerated)
        {
            ref T left = ref MemoryMarshal.GetReference(a);
            ref T to = ref Unsafe.As<TResult, T>(ref MemoryMarshal.GetReference(result));
            Vector256<T> right = Vector256.Create(b);
            for (; i <= result.Length - Vector256<T>.Count; i += Vector256<T>.Count)
                TOperation.Invoke(Vector256.LoadUnsafe(ref left, (nuint)i), right).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < result.Length; i++)
            result[i] = TOperation.Invoke(a[i], b);
    }

    /// <summary>result[i] = f(a, b[i]).</summary>
    public static void LeftScalar(T a, ReadOnlySpan<T> b, Span<TResult> result)
    {
        int i = 0;
        if (TOperation.Vectorizes && Vector256.IsHardwareAccelerated)
        {
            ref T right = ref MemoryMarshal.GetReference(b);
            ref T to = ref Unsafe.As<TResult, T>(ref MemoryMarshal.GetReference(result));
            Vector256<T> left = Vector256.Create(a);
            for (; i <= result.Length - Vector256<T>.Count; i += Vector256<T>.Count)
                TOperation.Invoke(left, Vector256.LoadUnsafe(ref right, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < result.Length; i++)
            result[i] = TOperation.Invoke(a, b[i]);
    }
}
