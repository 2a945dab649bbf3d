using TfKeyedExport.Embedded.Runtime;

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
                throw KernelContext.Error($"the shapes {ShapeText.Of(left)} and {ShapeText.Of(right)} cannot be broadcast to one another");
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

    /// <summary>Joins neighbouring dimensions that both operands walk through alike, so that the innermost runs are as long as they can be.</summary>
    /// <param name="shape">The common shape; no size is zero.</param>
    /// <param name="sizes">The sizes of the joined dimensions.</param>
    /// <param name="left">One operand's strides; joined in place.</param>
    /// <param name="right">The other's.</param>
    /// <returns>The number of joined dimensions, at least one.</returns>
    public static int Merge(ReadOnlySpan<long> shape, Span<int> sizes, Span<int> left, Span<int> right)
    {
        int count = 0;
        for (int d = 0; d < shape.Length; d++)
        {
            int size = (int)shape[d];
            if (size == 1)
                continue;
            if (count > 0 && left[count - 1] == left[d] * size && right[count - 1] == right[d] * size)
            {
                sizes[count - 1] *= size;
                left[count - 1] = left[d];
                right[count - 1] = right[d];
                continue;
            }
            sizes[count] = size;
            left[count] = left[d];
            right[count] = right[d];
            count++;
        }
        if (count > 0)
            return count;
        sizes[0] = 1;
        left[0] = right[0] = 0;
        return 1;
    }
}
