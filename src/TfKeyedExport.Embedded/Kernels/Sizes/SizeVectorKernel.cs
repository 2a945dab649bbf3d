using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sizes;

/// <summary>A vector of sizes and numbers; see <c>DimensionFusion</c>.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed class SizeVectorKernel<T> : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int[] _dimensions;

    public SizeVectorKernel(KernelRequest request)
    {
        _dimensions = new int[request.InputCount / 2];
        for (int i = 0; i < _dimensions.Length; i++)
            _dimensions[i] = request.Constant((2 * i) + 1)!.Scalar<int>();
    }

    public override void Run(KernelContext context)
    {
        Span<T> results = context.Allocate<T>(0, _dimensions.Length);
        for (int i = 0; i < _dimensions.Length; i++)
        {
            int dimension = _dimensions[i];
            results[i] = dimension < 0 ? context.Span<T>(2 * i)[0] : T.CreateTruncating(SizeKernel<T>.Of(context.Input(2 * i), dimension));
        }
    }
}
