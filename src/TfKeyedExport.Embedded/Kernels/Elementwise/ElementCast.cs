using System.Numerics;
using System.Runtime.CompilerServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>
/// One element of another type. Integers wrap around. What does not fit an integer becomes what x86's conversion instructions give, on every
/// processor: the smallest integer, and of narrower types the low bits of that.
/// </summary>
/// <remarks>
/// To 8 and 16 bits and to uint32, TensorFlow casts what fills its registers in another way than what is left over; here all are cast as the latter.
/// </remarks>
internal readonly struct ElementCast<TFrom, TTo> : IUnaryOperation<TFrom, TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    public static TTo Invoke(TFrom value)
    {
        if (typeof(TFrom) == typeof(TTo))
            return Unsafe.BitCast<TFrom, TTo>(value);
        if (typeof(TFrom) == typeof(Complex64) && typeof(TTo) == typeof(Complex))
            return Unsafe.BitCast<Complex, TTo>(new Complex(Unsafe.BitCast<TFrom, Complex64>(value).Real, Unsafe.BitCast<TFrom, Complex64>(value).Imaginary));
        if (typeof(TFrom) == typeof(Complex) && typeof(TTo) == typeof(Complex64))
            return Unsafe.BitCast<Complex64, TTo>(new Complex64(
                (float)Unsafe.BitCast<TFrom, Complex>(value).Real, (float)Unsafe.BitCast<TFrom, Complex>(value).Imaginary));
        if (typeof(TFrom) == typeof(Complex))
            return FromDouble(Unsafe.BitCast<TFrom, Complex>(value).Real);
        if (typeof(TFrom) == typeof(Complex64))
            return FromFloat(Unsafe.BitCast<TFrom, Complex64>(value).Real);
        if (typeof(TFrom) == typeof(double))
            return FromDouble(Unsafe.BitCast<TFrom, double>(value));
        if (typeof(TFrom) == typeof(float))
            return FromFloat(Unsafe.BitCast<TFrom, float>(value));
        if (typeof(TFrom) == typeof(Half))
            return FromFloat((float)Unsafe.BitCast<TFrom, Half>(value));
        if (typeof(TFrom) == typeof(BFloat16))
            return FromFloat((float)Unsafe.BitCast<TFrom, BFloat16>(value));
        return FromInteger(Integer(value));
    }

    // The value as a long; of ulong the bits.
    private static long Integer(TFrom value)
    {
        if (typeof(TFrom) == typeof(bool))
            return Unsafe.BitCast<TFrom, bool>(value) ? 1 : 0;
        if (typeof(TFrom) == typeof(sbyte))
            return Unsafe.BitCast<TFrom, sbyte>(value);
        if (typeof(TFrom) == typeof(byte))
            return Unsafe.BitCast<TFrom, byte>(value);
        if (typeof(TFrom) == typeof(short))
            return Unsafe.BitCast<TFrom, short>(value);
        if (typeof(TFrom) == typeof(ushort))
            return Unsafe.BitCast<TFrom, ushort>(value);
        if (typeof(TFrom) == typeof(int))
            return Unsafe.BitCast<TFrom, int>(value);
        if (typeof(TFrom) == typeof(uint))
            return Unsafe.BitCast<TFrom, uint>(value);
        return Unsafe.BitCast<TFrom, long>(value);
    }

    private static TTo FromInteger(long value)
    {
        if (typeof(TTo) == typeof(float) || typeof(TTo) == typeof(Half) || typeof(TTo) == typeof(BFloat16) || typeof(TTo) == typeof(Complex64))
            return FromFloat(typeof(TFrom) == typeof(ulong) ? (ulong)value : value);
        if (typeof(TTo) == typeof(double) || typeof(TTo) == typeof(Complex))
            return FromDouble(typeof(TFrom) == typeof(ulong) ? (ulong)value : value);
        return typeof(TTo) == typeof(bool) ? Unsafe.BitCast<bool, TTo>(value != 0) : Low(value);
    }

    private static TTo FromFloat(float value)
    {
        if (typeof(TTo) == typeof(float))
            return Unsafe.BitCast<float, TTo>(value);
        if (typeof(TTo) == typeof(Half))
            return Unsafe.BitCast<Half, TTo>((Half)value);
        if (typeof(TTo) == typeof(BFloat16))
            return Unsafe.BitCast<BFloat16, TTo>((BFloat16)value);
        if (typeof(TTo) == typeof(Complex64))
            return Unsafe.BitCast<Complex64, TTo>(new Complex64(value, 0));
        return FromDouble(value);
    }

    private static TTo FromDouble(double value)
    {
        if (typeof(TTo) == typeof(double))
            return Unsafe.BitCast<double, TTo>(value);
        if (typeof(TTo) == typeof(Complex))
            return Unsafe.BitCast<Complex, TTo>(new Complex(value, 0));
        if (typeof(TTo) == typeof(float) || typeof(TTo) == typeof(Half) || typeof(TTo) == typeof(BFloat16) || typeof(TTo) == typeof(Complex64))
            return ElementCast<float, TTo>.FromFloat((float)value);
        if (typeof(TTo) == typeof(bool))
            return Unsafe.BitCast<bool, TTo>(value != 0);
        if (typeof(TTo) == typeof(ulong) && value >= 9223372036854775808.0)
            return Low(value < 18446744073709551616.0 ? (long)(ulong)value : long.MinValue);
        if (typeof(TTo) == typeof(long) || typeof(TTo) == typeof(ulong) || typeof(TTo) == typeof(uint))
            return Low(value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue);
        return Low(value is > -2147483649.0 and < 2147483648.0 ? (int)value : int.MinValue);
    }

    private static TTo Low(long value)
    {
        if (Unsafe.SizeOf<TTo>() == 1)
            return Unsafe.BitCast<byte, TTo>((byte)value);
        if (Unsafe.SizeOf<TTo>() == 2)
            return Unsafe.BitCast<ushort, TTo>((ushort)value);
        if (Unsafe.SizeOf<TTo>() == 4)
            return Unsafe.BitCast<uint, TTo>((uint)value);
        return Unsafe.BitCast<long, TTo>(value);
    }
}
