using System.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

internal readonly struct AddOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => unchecked(left + right);
}

internal readonly struct SubOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => unchecked(left - right);
}

internal readonly struct MulOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => unchecked(left * right);
}

internal readonly struct DivOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => left / right;
}

internal readonly struct ReluOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    // Written so that a NaN stays one.
    public static T Invoke(T value) => value < T.Zero ? T.Zero : value;
}
