using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Functions;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>The square root.</summary>
internal readonly struct SqrtOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Sqrt(value);
}

/// <summary>One divided by the square root.</summary>
internal readonly struct RsqrtOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.One / T.Sqrt(value);
}

/// <summary>e to the power of the number.</summary>
internal readonly struct ExpOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Exp(value);
}

/// <summary>e to the power of the number, less one.</summary>
internal readonly struct Expm1Operation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => NearZero.Expm1(value);
}

/// <summary>The natural logarithm.</summary>
internal readonly struct LogOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Log(value);
}

/// <summary>The natural logarithm of one more.</summary>
internal readonly struct Log1pOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => NearZero.Log1p(value);
}

/// <summary>The sine.</summary>
internal readonly struct SinOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Sin(value);
}

/// <summary>The cosine.</summary>
internal readonly struct CosOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Cos(value);
}

/// <summary>The tangent.</summary>
internal readonly struct TanOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Tan(value);
}

/// <summary>The arc sine.</summary>
internal readonly struct AsinOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Asin(value);
}

/// <summary>The arc cosine.</summary>
internal readonly struct AcosOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Acos(value);
}

/// <summary>The arc tangent.</summary>
internal readonly struct AtanOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Atan(value);
}

/// <summary>The hyperbolic sine.</summary>
internal readonly struct SinhOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Sinh(value);
}

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct CoshOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Cosh(value);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct TanhOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Tanh(value);
}

/// <summary>The inverse hyperbolic sine.</summary>
internal readonly struct AsinhOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Asinh(value);
}

/// <summary>The inverse hyperbolic cosine.</summary>
internal readonly struct AcoshOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Acosh(value);
}

/// <summary>The inverse hyperbolic tangent.</summary>
internal readonly struct AtanhOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Atanh(value);
}

/// <summary>Rounded down.</summary>
internal readonly struct FloorOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Floor(value);
}

/// <summary>Rounded up.</summary>
internal readonly struct CeilOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Ceiling(value);
}

/// <summary>Rounded to the nearest, ties to even.</summary>
internal readonly struct RoundOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.Round(value, MidpointRounding.ToEven);
}

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct SigmoidOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.One / (T.One + T.Exp(-value));
}

/// <summary>The error function.</summary>
internal readonly struct ErfOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(SpecialFunctions.Erf(double.CreateTruncating(value)));
}

/// <summary>One minus the error function.</summary>
internal readonly struct ErfcOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(SpecialFunctions.Erfc(double.CreateTruncating(value)));
}

/// <summary>The inverse of the error function.</summary>
internal readonly struct ErfinvOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(SpecialFunctions.Erfinv(double.CreateTruncating(value)));
}

/// <summary>The quantile of the standard normal distribution.</summary>
internal readonly struct NdtriOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(SpecialFunctions.Ndtri(double.CreateTruncating(value)));
}

/// <summary>The logarithm of the gamma function.</summary>
internal readonly struct LgammaOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(GammaFunctions.Lgamma(double.CreateTruncating(value)));
}

/// <summary>The derivative of the logarithm of the gamma function.</summary>
internal readonly struct DigammaOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => T.CreateTruncating(GammaFunctions.Digamma(double.CreateTruncating(value)));
}

/// <summary>The left number to the power of the right.</summary>
internal readonly struct PowOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) => T.Pow(left, right);
}

/// <summary>The angle of the point (right, left).</summary>
internal readonly struct Atan2Operation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) => T.Atan2(left, right);
}

/// <summary>The next representable number in the direction of the right one.</summary>
internal readonly struct NextAfterOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) =>
        T.IsNaN(left) || T.IsNaN(right) ? T.NaN : left == right ? right : left < right ? T.BitIncrement(left) : T.BitDecrement(left);
}

/// <summary>x log y, zero if x is zero.</summary>
internal readonly struct XlogyOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) => left == T.Zero ? T.Zero : left * T.Log(right);
}

/// <summary>x log (y + 1), zero if x is zero.</summary>
internal readonly struct Xlog1pyOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) => left == T.Zero ? T.Zero : left * NearZero.Log1p(right);
}

/// <summary>x / y, zero if x is zero.</summary>
internal readonly struct XdivyOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T left, T right) => left == T.Zero ? T.Zero : left / right;
}
