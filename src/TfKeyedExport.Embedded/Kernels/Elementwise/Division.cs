using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>The quotient of floating-point or complex numbers.</summary>
internal readonly struct DivOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => left / right;
}

/// <summary>The quotient, or zero where the divisor is zero.</summary>
internal readonly struct DivNoNanOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T left, T right) => right == T.Zero ? T.Zero : left / right;
}

/// <summary>One divided by the number.</summary>
internal readonly struct ReciprocalOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static T Invoke(T value) => T.One / value;
}

/// <summary>The quotient rounded down; one too small for a normal number is zero, as in TensorFlow, which computes without such numbers.</summary>
internal readonly struct FloorDivFloatOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public static T Invoke(T left, T right)
    {
        T quotient = left / right;
        return T.IsSubnormal(quotient) ? T.Zero : T.Floor(quotient);
    }
}

/// <summary>The remainder with the sign of the divisor.</summary>
internal readonly struct FloorModFloatOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public static T Invoke(T left, T right) => Mod(left, right);

    private static T Mod(T left, T right)
    {
        T remainder = left % right;
        return remainder != T.Zero && (remainder < T.Zero) != (right < T.Zero) ? remainder + right : remainder;
    }
}

/// <summary>The remainder with the sign of the dividend.</summary>
internal readonly struct TruncateModFloatOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public static T Invoke(T left, T right) => left % right;
}

/// <summary>The quotient rounded towards zero.</summary>
internal readonly struct TruncateDivIntegerOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => IntegerDivision.Truncate(left, right);
}

/// <summary>The quotient rounded down.</summary>
internal readonly struct FloorDivIntegerOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => IntegerDivision.Floor(left, right);
}

/// <summary>The remainder with the sign of the dividend.</summary>
internal readonly struct TruncateModIntegerOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => IntegerDivision.TruncateRemainder(left, right);
}

/// <summary>The remainder with the sign of the divisor.</summary>
internal readonly struct FloorModIntegerOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => IntegerDivision.FloorRemainder(left, right);
}

/// <summary>Division of integers: by zero an error, by minus one never an overflow.</summary>
internal static class IntegerDivision
{
    public static T Truncate<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsZero(right))
            throw ByZero();
        return IsMinusOne(right) ? unchecked(-left) : left / right;
    }

    public static T Floor<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        T quotient = Truncate(left, right);
        return !IsMinusOne(right) && T.IsNegative(left) != T.IsNegative(right) && quotient * right != left ? quotient - T.One : quotient;
    }

    public static T TruncateRemainder<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsZero(right))
            throw ByZero();
        return IsMinusOne(right) ? T.Zero : left % right;
    }

    public static T FloorRemainder<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>
    {
        T remainder = TruncateRemainder(left, right);
        return !T.IsZero(remainder) && T.IsNegative(remainder) != T.IsNegative(right) ? remainder + right : remainder;
    }

    private static bool IsMinusOne<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => T.IsNegative(value) && T.IsZero(value + T.One);

    private static Errors.TfKeyedException ByZero() => KernelContext.Error("an integer is divided by zero");
}
