using System.Numerics;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>The sum.</summary>
internal readonly struct SumReduction<T> : IReduction<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Identity => T.Zero;

    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Combine(T left, T right) => unchecked(left + right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left + right;
}

/// <summary>The mean; of integers rounded towards zero.</summary>
internal readonly struct MeanReduction<T> : IReduction<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Identity => T.Zero;

    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Combine(T left, T right) => unchecked(left + right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left + right;

    public static T Finish(T total, int count)
    {
        T divisor = T.CreateTruncating(count);
        // Of no floating-point numbers the mean is NaN; of no others TensorFlow makes it zero.
        if (count == 0 && typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return T.Zero;
        return total / divisor;
    }
}

/// <summary>The product.</summary>
internal readonly struct ProductReduction<T> : IReduction<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Identity => T.One;

    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Combine(T left, T right) => unchecked(left * right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left * right;
}

/// <summary>The largest; NaN if one is.</summary>
internal readonly struct MaximumReduction<T> : IReduction<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Of floating-point numbers the infinity, below which nothing is; an integer's sum wraps around and is not infinite.
    public static T Identity => T.IsInfinity(unchecked(T.MinValue + T.MinValue)) ? unchecked(T.MinValue + T.MinValue) : T.MinValue;

    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Combine(T left, T right) => T.Max(left, right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => Vector256.Max(left, right);
}

/// <summary>The smallest; NaN if one is.</summary>
internal readonly struct MinimumReduction<T> : IReduction<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Identity => T.IsInfinity(unchecked(T.MaxValue + T.MaxValue)) ? unchecked(T.MaxValue + T.MaxValue) : T.MaxValue;

    public static bool Vectorizes => Vector256<T>.IsSupported;

    public static T Combine(T left, T right) => T.Min(left, right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => Vector256.Min(left, right);
}

/// <summary>The length of the vector that the elements are.</summary>
internal readonly struct EuclideanNormReduction<T> : IReduction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.Zero;

    public static bool Vectorizes => true;

    public static T Prepare(T value) => value * value;

    public static Vector256<T> Prepare(Vector256<T> value) => value * value;

    public static T Combine(T left, T right) => left + right;

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left + right;

    public static T Finish(T total, int count) => T.Sqrt(total);
}

/// <summary>Whether all are true; truth values are bytes 0 and 1.</summary>
internal readonly struct AllReduction : IReduction<byte>
{
    public static byte Identity => 1;

    public static bool Vectorizes => true;

    public static byte Combine(byte left, byte right) => (byte)(left & right);

    public static Vector256<byte> Combine(Vector256<byte> left, Vector256<byte> right) => left & right;
}

/// <summary>Whether one is true; truth values are bytes 0 and 1.</summary>
internal readonly struct AnyReduction : IReduction<byte>
{
    public static byte Identity => 0;

    public static bool Vectorizes => true;

    public static byte Combine(byte left, byte right) => (byte)(left | right);

    public static Vector256<byte> Combine(Vector256<byte> left, Vector256<byte> right) => left | right;
}
