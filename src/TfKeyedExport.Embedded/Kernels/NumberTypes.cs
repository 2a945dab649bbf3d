using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Makes a kernel for one element type.</summary>
/// <remarks>A struct with an instance method: with a generic static method the ahead-of-time compiler (10.0) fails.</remarks>
internal interface INumberKernel
{
    /// <summary>Makes the kernel whose elements are stored as <typeparamref name="T"/>.</summary>
    Kernel Make<T>(KernelRequest request)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

/// <summary>Choosing a kernel by element type, without reflection.</summary>
internal static class NumberTypes
{
    /// <summary>Makes the kernel for a type of <see cref="TypeSets.Numbers"/>.</summary>
    public static Kernel Make<TKernel>(KernelRequest request, DataType type)
        where TKernel : struct, INumberKernel => Make(default(TKernel), request, type);

    /// <summary>The same, by a maker that knows more than the request.</summary>
    public static Kernel Make<TKernel>(TKernel maker, KernelRequest request, DataType type)
        where TKernel : struct, INumberKernel => type switch
        {
            DataType.Float => maker.Make<float>(request),
            DataType.Double => maker.Make<double>(request),
            DataType.Int8 => maker.Make<sbyte>(request),
            DataType.Int16 => maker.Make<short>(request),
            DataType.Int32 => maker.Make<int>(request),
            DataType.Int64 => maker.Make<long>(request),
            DataType.Uint8 => maker.Make<byte>(request),
            DataType.Uint16 => maker.Make<ushort>(request),
            DataType.Uint32 => maker.Make<uint>(request),
            DataType.Uint64 => maker.Make<ulong>(request),
            _ => throw request.Unsupported($"{type.Name()} elements are not supported here"),
        };
}
