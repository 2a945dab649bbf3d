using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>How two shapes are stretched to a common one, as NumPy does.</summary>
internal static class Broadcast
{
    /// <summary>Computes the common shape.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    /// <param name="result">Room for <see cref="Value.MaxRank"/> sizes.</param>
    /// <returns>The rank of the common shape.</returns>
    /// <exception cref="Errors.TfKeyedException">They do not fit.</exception>
    public static int Shape(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result)
    {
        int rank = Math.Max(left.Length, right.Length);
        for (int d = 1; d <= rank; d++)
        {
            long a = d <= left.Length ? left[^d] : 1;
            long b = d <= right.Length ? right[^d] : 1;
            if (a != b && a != 1 && b != 1)
                throw KernelContext.Error($"the shapes {new TensorShape(left)} and {new TensorShape(right)} cannot be broadcast to one another");
            result[rank - d] = a == 1 ? b : a;
        }
        return rank;
    }

    /// <summary>Computes how many elements of an operand one step along each dimension of the common shape moves: 0 where it is stretched.</summary>
    public static void Strides(ReadOnlySpan<long> shape, int rank, Span<int> strides)
    {
        int stride = 1;
        for (int d = 1; d <= rank; d++)
        {
            long size = d <= shape.Length ? shape[^d] : 1;
            strides[rank - d] = size == 1 ? 0 : stride;
            stride *= (int)size;
        }
    }
}
