using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Makes a kernel for one element type.</summary>
internal interface INumberKernel
{
    /// <summary>Makes the kernel whose elements are stored as <typeparamref name="T"/>.</summary>
    static abstract Kernel Make<T>(KernelRequest request)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

/// <summary>Choosing a kernel by element type, without reflection.</summary>
internal static class NumberTypes
{
    /// <summary>Makes the kernel for a type of <see cref="TypeSets.Numbers"/>.</summary>
    public static Kernel Make<TKernel>(KernelRequest request, DataType type)
        where TKernel : INumberKernel => type switch
        {
            DataType.Float => TKernel.Make<float>(request),
            DataType.Double => TKernel.Make<double>(request),
            DataType.Int8 => TKernel.Make<sbyte>(request),
            DataType.Int16 => TKernel.Make<short>(request),
            DataType.Int32 => TKernel.Make<int>(request),
            DataType.Int64 => TKernel.Make<long>(request),
            DataType.Uint8 => TKernel.Make<byte>(request),
            DataType.Uint16 => TKernel.Make<ushort>(request),
            DataType.Uint32 => TKernel.Make<uint>(request),
            DataType.Uint64 => TKernel.Make<ulong>(request),
            _ => throw request.Unsupported($"{type.Name()} elements are not supported here"),
        };
}
