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
        where TKernel : struct, INumberKernel => type switch
        {
            DataType.Float => default(TKernel).Make<float>(request),
            DataType.Double => default(TKernel).Make<double>(request),
            DataType.Int8 => default(TKernel).Make<sbyte>(request),
            DataType.Int16 => default(TKernel).Make<short>(request),
            DataType.Int32 => default(TKernel).Make<int>(request),
            DataType.Int64 => default(TKernel).Make<long>(request),
            DataType.Uint8 => default(TKernel).Make<byte>(request),
            DataType.Uint16 => default(TKernel).Make<ushort>(request),
            DataType.Uint32 => default(TKernel).Make<uint>(request),
            DataType.Uint64 => default(TKernel).Make<ulong>(request),
            _ => throw request.Unsupported($"{type.Name()} elements are not supported here"),
        };
}
