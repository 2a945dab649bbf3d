using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>
/// <c>Equal</c> and <c>NotEqual</c> without <c>incompatible_shape_error</c>, which Python's <c>==</c> and <c>!=</c> make: tensors whose shapes do not fit are
/// simply different.
/// </summary>
internal sealed class LenientEqualityKernel(Kernel strict, bool equal) : Kernel
{
    public override void Run(KernelContext context)
    {
        if (Fits(context.Input(0).Shape, context.Input(1).Shape))
            strict.Run(context);
        else
            context.Allocate<bool>(0)[0] = !equal;
    }

    private static bool Fits(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        for (int d = 1; d <= Math.Min(left.Length, right.Length); d++)
        {
            if (left[^d] != right[^d] && left[^d] != 1 && right[^d] != 1)
                return false;
        }
        return true;
    }
}
