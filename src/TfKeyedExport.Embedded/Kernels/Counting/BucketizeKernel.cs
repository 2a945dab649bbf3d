using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary>The number of boundaries that are not above each element; a NaN lies above all.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCompared">What elements and boundaries are compared as: float32, or float64 for float64 elements.</typeparam>
internal sealed class BucketizeKernel<T, TCompared> : Kernel
    where T : unmanaged, INumber<T>
    where TCompared : unmanaged, IBinaryFloatingPointIeee754<TCompared>
{
    private readonly TCompared[] _boundaries;

    public BucketizeKernel(KernelRequest request)
    {
        _boundaries = request.Attributes.Floats("boundaries").Select(TCompared.CreateTruncating).ToArray();
        for (int i = 1; i < _boundaries.Length; i++)
        {
            if (_boundaries[i] < _boundaries[i - 1])
                throw request.Unsupported("the boundaries are not sorted");
        }
    }

    public override void Run(KernelContext context)
    {
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<int> result = context.Allocate<int>(0, context.Input(0).Shape);
        for (int i = 0; i < result.Length; i++)
            result[i] = Bucket(TCompared.CreateTruncating(values[i]));
    }

    private int Bucket(TCompared value)
    {
        int low = 0, count = _boundaries.Length;
        while (count > 0)
        {
            int half = count >> 1;
            bool beyond = !(value < _boundaries[low + half]);
            low = beyond ? low + half + 1 : low;
            count = beyond ? count - half - 1 : half;
        }
        return low;
    }
}
