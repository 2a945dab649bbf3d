using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Numbers from a start, at a distance, up to a limit that is left out.</summary>
internal sealed class RangeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        for (int i = 0; i < 3; i++)
        {
            if (context.Input(i).Count != 1)
                throw context.ShapeError(i, "it must be one number");
        }
        T start = context.Input(0).Scalar<T>(), limit = context.Input(1).Scalar<T>(), delta = context.Input(2).Scalar<T>();
        if (T.IsZero(delta))
            throw KernelContext.Error("delta must not be zero");
        if (delta > T.Zero ? start > limit : start < limit)
            throw KernelContext.Error($"start {start} and limit {limit} do not fit delta {delta}");
        double count = T.IsInteger(delta) && typeof(T) != typeof(float) && typeof(T) != typeof(double)
            ? Integers(long.CreateTruncating(start), long.CreateTruncating(limit), long.CreateTruncating(delta))
            : Math.Ceiling(Math.Abs((double.CreateTruncating(limit) - double.CreateTruncating(start)) / double.CreateTruncating(delta)));
        if (!(count <= int.MaxValue))
            throw KernelContext.Error($"a range of {count} numbers is too long");
        Span<T> result = context.Allocate<T>(0, (long)count);
        for (int i = 0; i < result.Length; i++)
            result[i] = start + (T.CreateTruncating(i) * delta);
    }

    private static double Integers(long start, long limit, long delta)
    {
        Int128 distance = Int128.Abs((Int128)limit - start), step = Int128.Abs(delta);
        return (double)((distance + step - 1) / step);
    }
}
