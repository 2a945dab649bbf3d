using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>A function of two elements.</summary>
/// <typeparam name="T">The operands' type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
internal interface IBinaryOperation<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Whether <see cref="Invoke(Vector256{T}, Vector256{T})"/> is there; the result's type is then the operands'.</summary>
    static virtual bool Vectorizes => false;

    /// <summary>Computes one element.</summary>
    static abstract TResult Invoke(T left, T right);

    /// <summary>Computes a register of elements, each as <see cref="Invoke(T, T)"/> does.</summary>
    static virtual Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => throw new NotSupportedException();
}

/// <summary>A function of one element.</summary>
/// <typeparam name="T">The operand's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
internal interface IUnaryOperation<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Whether <see cref="Invoke(Vector256{T})"/> is there; the result's type is then the operand's.</summary>
    static virtual bool Vectorizes => false;

    /// <summary>Computes one element.</summary>
    static abstract TResult Invoke(T value);

    /// <summary>Computes a register of elements, each as <see cref="Invoke(T)"/> does.</summary>
    static virtual Vector256<T> Invoke(Vector256<T> value) => throw new NotSupportedException();
}
