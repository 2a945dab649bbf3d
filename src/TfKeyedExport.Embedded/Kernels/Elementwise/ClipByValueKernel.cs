using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>ClipByValue</c>: numbers held between bounds, which are scalars or of the same shape.</summary>
internal sealed class ClipByValueKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        Value values = context.Input(0), low = context.Input(1), high = context.Input(2);
        if ((low.Count != 1 && !low.Shape.SequenceEqual(values.Shape)) || (high.Count != 1 && !high.Shape.SequenceEqual(values.Shape)))
            throw KernelContext.Error($"the bounds have the shapes {low.ToShape()} and {high.ToShape()}; each must be a scalar or {values.ToShape()}");
        ReadOnlySpan<T> v = values.Span<T>(), a = low.Span<T>(), b = high.Span<T>();
        int lowStep = a.Length == 1 ? 0 : 1, highStep = b.Length == 1 ? 0 : 1;
        Span<T> result = context.Allocate<T>(0, values.Shape);
        for (int i = 0; i < result.Length; i++)
        {
            T upper = b[i * highStep], lower = a[i * lowStep];
            T clipped = v[i] > upper ? upper : v[i];
            result[i] = clipped < lower ? lower : clipped;
        }
    }
}

/// <summary>Makes <see cref="ClipByValueKernel{T}"/>.</summary>
internal static class ClipByValueKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new ClipByValueKernel<float>(),
        DataType.Double => new ClipByValueKernel<double>(),
        DataType.Int8 => new ClipByValueKernel<sbyte>(),
        DataType.Int16 => new ClipByValueKernel<short>(),
        DataType.Int32 => new ClipByValueKernel<int>(),
        DataType.Int64 => new ClipByValueKernel<long>(),
        DataType.Uint8 => new ClipByValueKernel<byte>(),
        DataType.Uint16 => new ClipByValueKernel<ushort>(),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };
}
