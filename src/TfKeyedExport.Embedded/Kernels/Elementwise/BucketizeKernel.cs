using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Instantiates <see cref="BucketizeKernel{T}"/>.</summary>
internal static class BucketizeKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new BucketizeKernel<float>(request),
        DataType.Double => new BucketizeKernel<double>(request),
        DataType.Int32 => new BucketizeKernel<int>(request),
        _ => new BucketizeKernel<long>(request),
    };
}

/// <summary>How many boundaries are not above each element.</summary>
internal sealed class BucketizeKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly float[] _boundaries = [.. request.Attributes.Floats("boundaries")];

    public override void Run(KernelContext context)
    {
        ReadOnlySpan<T> values = context.Span<T>(0);
        Span<int> result = context.Allocate<int>(0, context.Input(0).Shape);
        for (int i = 0; i < result.Length; i++)
            result[i] = Bucket(values[i]);
    }

    // A NaN is below no boundary, so it falls into the last bucket, as a binary search for the upper bound does.
    private int Bucket(T value)
    {
        double wanted = double.CreateTruncating(value);
        int low = 0, high = _boundaries.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (wanted < _boundaries[middle])
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
