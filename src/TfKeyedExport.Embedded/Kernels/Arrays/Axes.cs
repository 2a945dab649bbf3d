using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Axes and products of sizes.</summary>
internal static class Axes
{
    /// <summary>An axis that may count from the end, as one that counts from the front.</summary>
    /// <exception cref="Errors.TfKeyedException">It is out of range.</exception>
    public static int Normalize(long axis, int rank)
    {
        if (axis < -rank || axis >= rank)
            throw KernelContext.Error($"the axis {axis} is not in [-{rank}, {rank})");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>The product of sizes; it fits, because a tensor's elements are counted already.</summary>
    public static int Product(ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (long size in sizes)
            product *= size;
        return checked((int)product);
    }
}
