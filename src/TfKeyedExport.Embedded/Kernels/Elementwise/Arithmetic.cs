using System.Numerics;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>The sum.</summary>
internal readonly struct AddOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => unchecked(left + right);

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left + right;
}

/// <summary>The difference.</summary>
internal readonly struct SubOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => unchecked(left - right);

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left - right;
}

/// <summary>The product.</summary>
internal readonly struct MulOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => unchecked(left * right);

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left * right;
}

/// <summary>The product, but zero if the right operand is zero, whatever the left one is.</summary>
internal readonly struct MulNoNanOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => right == T.Zero ? T.Zero : unchecked(left * right);
}

/// <summary>The square of the difference.</summary>
internal readonly struct SquaredDifferenceOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => unchecked((left - right) * (left - right));

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => (left - right) * (left - right);
}

/// <summary>The larger one.</summary>
internal readonly struct MaximumOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T left, T right) => T.IsNaN(left) || left > right ? left : right;
}

/// <summary>The smaller one.</summary>
internal readonly struct MinimumOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T left, T right) => T.IsNaN(left) || left < right ? left : right;
}

/// <summary>The number with the opposite sign.</summary>
internal readonly struct NegOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T value) => unchecked(-value);

    public static Vector256<T> Invoke(Vector256<T> value) => -value;
}

/// <summary>The magnitude; of the smallest integer that integer itself.</summary>
internal readonly struct AbsOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T value) => value < T.Zero ? unchecked(-value) : value == T.Zero ? T.Zero : value;
}

/// <summary>-1, 0 or 1, of both zeros the positive one; NaN stays NaN.</summary>
internal readonly struct SignOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T value) => T.IsNaN(value) ? value : value > T.Zero ? T.One : value < T.Zero ? -T.One : T.Zero;
}

/// <summary>The square.</summary>
internal readonly struct SquareOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T value) => unchecked(value * value);

    public static Vector256<T> Invoke(Vector256<T> value) => value * value;
}

/// <summary>Zero for negative numbers; NaN stays NaN.</summary>
internal readonly struct ReluOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T value) => value < T.Zero ? T.Zero : value;
}

/// <summary>Clipped to [0, 6]; NaN stays NaN.</summary>
internal readonly struct Relu6Operation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T value) => value < T.Zero ? T.Zero : value > T.CreateTruncating(6) ? T.CreateTruncating(6) : value;
}

/// <summary>Zero for what is not positive, NaN included; see <c>QuietRelus</c>.</summary>
internal readonly struct QuietReluOperation : IUnaryOperation<float, float>
{
    public static float Invoke(float value) => value > 0 ? value : 0;
}

/// <summary>The same, clipped at 6.</summary>
internal readonly struct QuietRelu6Operation : IUnaryOperation<float, float>
{
    public static float Invoke(float value) => value > 0 ? value > 6 ? 6 : value : 0;
}

/// <summary>The square of the difference's magnitude, of complex numbers.</summary>
internal readonly struct ComplexSquaredDifferenceOperation : IBinaryOperation<Complex, Complex>
{
    public static Complex Invoke(Complex left, Complex right) => (left - right) * Complex.Conjugate(left - right);
}
