using System.Numerics;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Both; truth values are bytes 0 and 1.</summary>
internal readonly struct LogicalAndOperation : IBinaryOperation<byte, byte>
{
    public static bool Vectorizes => true;

    public static byte Invoke(byte left, byte right) => (byte)(left & right);

    public static Vector256<byte> Invoke(Vector256<byte> left, Vector256<byte> right) => left & right;
}

/// <summary>At least one.</summary>
internal readonly struct LogicalOrOperation : IBinaryOperation<byte, byte>
{
    public static bool Vectorizes => true;

    public static byte Invoke(byte left, byte right) => (byte)(left | right);

    public static Vector256<byte> Invoke(Vector256<byte> left, Vector256<byte> right) => left | right;
}

/// <summary>The opposite truth value.</summary>
internal readonly struct LogicalNotOperation : IUnaryOperation<byte, byte>
{
    public static byte Invoke(byte value) => (byte)(value ^ 1);
}

/// <summary>The bits that are set in both.</summary>
internal readonly struct BitwiseAndOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => left & right;

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left & right;
}

/// <summary>The bits that are set in either.</summary>
internal readonly struct BitwiseOrOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => left | right;

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left | right;
}

/// <summary>The bits that are set in one only.</summary>
internal readonly struct BitwiseXorOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T left, T right) => left ^ right;

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left ^ right;
}

/// <summary>Shifted up; by at most all but one bit.</summary>
internal readonly struct LeftShiftOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => left << Shifts.Clamp(right);
}

/// <summary>Shifted down, the sign kept; by at most all but one bit.</summary>
internal readonly struct RightShiftOperation<T> : IBinaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static T Invoke(T left, T right) => left >> Shifts.Clamp(right);
}

/// <summary>The opposite bits.</summary>
internal readonly struct InvertOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Invoke(T value) => ~value;

    public static Vector256<T> Invoke(Vector256<T> value) => ~value;
}

/// <summary>The number of bits that are set.</summary>
internal readonly struct PopulationCountOperation<T> : IUnaryOperation<T, byte>
    where T : unmanaged, IBinaryInteger<T>
{
    public static byte Invoke(T value) => byte.CreateTruncating(T.PopCount(value));
}

/// <summary>Distances of shifts, which TensorFlow bounds so that none is undefined.</summary>
internal static class Shifts
{
    public static int Clamp<T>(T distance)
        where T : unmanaged, IBinaryInteger<T> =>
        T.IsNegative(distance) ? 0 : int.Min(int.CreateSaturating(distance), (T.Zero.GetByteCount() * 8) - 1);
}
