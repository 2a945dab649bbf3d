using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Instantiates <see cref="BiasAddKernel{T}"/>.</summary>
internal static class BiasAddKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new BiasAddKernel<float>(request),
        DataType.Double => new BiasAddKernel<double>(request),
        DataType.Int8 => new BiasAddKernel<sbyte>(request),
        DataType.Int16 => new BiasAddKernel<short>(request),
        DataType.Int32 => new BiasAddKernel<int>(request),
        DataType.Int64 => new BiasAddKernel<long>(request),
        DataType.Uint8 => new BiasAddKernel<byte>(request),
        DataType.Uint16 => new BiasAddKernel<ushort>(request),
        DataType.Uint32 => new BiasAddKernel<uint>(request),
        _ => new BiasAddKernel<ulong>(request),
    };
}

/// <summary>Adds one value a channel: along the last dimension, or the second one of NCHW.</summary>
internal sealed class BiasAddKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _channelFirst = request.Attributes.IsChannelsFirst;

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), bias = context.Input(1);
        if (input.Rank < 2 || bias.Rank != 1)
            throw KernelContext.Error($"the input {input.ToShape()} must have at least two dimensions and the bias {bias.ToShape()} one");
        int axis = _channelFirst ? 1 : input.Rank - 1;
        int channels = input.Dim(axis);
        if (bias.Count != channels)
            throw context.ShapeError(1, $"there must be {channels} values, one a channel");
        ReadOnlySpan<T> values = input.Span<T>(), biases = bias.Span<T>();
        int inner = Arrays.Axes.Product(input.Shape[(axis + 1)..]);
        Span<T> result = context.AllocateOver<T>(0, 0);
        int at = 0;
        while (at < result.Length)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                T add = biases[channel];
                for (int i = 0; i < inner; i++, at++)
                    result[at] = unchecked(values[at] + add);
            }
        }
    }
}
