using System.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>The logarithm of a sum of exponentials.</summary>
internal readonly struct LogSumExpTotal<T> : ITotal<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static T Combine(T left, T right)
    {
        T most = T.Max(left, right), least = T.Min(left, right);
        return most == least ? most + T.Log(T.CreateTruncating(2)) : most + T.LogP1(T.Exp(least - most));
    }
}
