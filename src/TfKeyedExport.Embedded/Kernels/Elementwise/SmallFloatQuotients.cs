using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>FloorDiv</c>; of 16-bit floats the quotient is rounded before it is rounded down, as TensorFlow does.</summary>
internal static class SmallFloatQuotients
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Half => new BinaryKernel<Half, Half, OfHalf>(),
        DataType.Bfloat16 => new BinaryKernel<BFloat16, BFloat16, OfBFloat16>(),
        _ => NumberKernels.Binary(request, BinaryNumberOperation.FloorDiv),
    };

    private readonly struct OfHalf : IBinaryOperation<Half, Half>
    {
        public static Half Invoke(Half left, Half right) => (Half)MathF.Floor((float)(Half)((float)left / (float)right));
    }

    private readonly struct OfBFloat16 : IBinaryOperation<BFloat16, BFloat16>
    {
        public static BFloat16 Invoke(BFloat16 left, BFloat16 right) => (BFloat16)MathF.Floor((float)(BFloat16)((float)left / (float)right));
    }
}
