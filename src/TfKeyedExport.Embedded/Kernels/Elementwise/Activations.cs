using System.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>e^x - 1 for negative numbers.</summary>
internal readonly struct EluOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => value < T.Zero ? NearZero.Expm1(value) : value;
}

/// <summary>The scaled exponential linear unit.</summary>
internal readonly struct SeluOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) =>
        value < T.Zero
            ? T.CreateTruncating(1.7580993408473768599402175208123) * NearZero.Expm1(value)
            : T.CreateTruncating(1.0507009873554804934193349852946) * value;
}

/// <summary>log(1 + e^x), without overflow.</summary>
internal readonly struct SoftplusOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => Of(value);

    // Beyond the threshold the function is x, or e^x, to the last place.
    private static T Of(T value)
    {
        T threshold = T.Log(T.BitIncrement(T.One) - T.One) + T.CreateTruncating(2);
        return value > -threshold ? value : value < threshold ? T.Exp(value) : NearZero.Log1p(T.Exp(value));
    }
}

/// <summary>x / (1 + |x|).</summary>
internal readonly struct SoftsignOperation<T> : IUnaryOperation<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T value) => value / (T.One + T.Abs(value));
}
