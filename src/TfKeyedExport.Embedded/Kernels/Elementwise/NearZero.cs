using System.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions that keep their digits near zero, where .NET's own lose them to cancellation.</summary>
internal static class NearZero
{
    /// <summary>e to the power of x, less one.</summary>
    public static T Expm1<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T power = T.Exp(x);
        if (power == T.One)
            return x;
        T less = power - T.One;
        // The rounding error of the power cancels against that of its logarithm.
        return T.IsInfinity(power) || less == -T.One || T.IsNaN(x) ? less : less * (x / T.Log(power));
    }

    /// <summary>The natural logarithm of 1 + x.</summary>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T more = T.One + x;
        if (more == T.One)
            return x;
        return T.IsInfinity(more) || more <= T.Zero || T.IsNaN(x) ? T.Log(more) : T.Log(more) * (x / (more - T.One));
    }
}
