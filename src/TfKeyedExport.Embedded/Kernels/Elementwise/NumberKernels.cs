using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Instantiates element functions for the type that a node has. Written out: nothing is instantiated by reflection.</summary>
internal static class NumberKernels
{
    /// <summary>A function of two numbers of one type.</summary>
    public static Kernel Binary(KernelRequest request, BinaryNumberOperation operation) => request.InputType(0) switch
    {
        DataType.Float => Binary<float>(operation),
        DataType.Double => Binary<double>(operation),
        DataType.Int8 => Binary<sbyte>(operation),
        DataType.Int16 => Binary<short>(operation),
        DataType.Int32 => Binary<int>(operation),
        DataType.Int64 => Binary<long>(operation),
        DataType.Uint8 => Binary<byte>(operation),
        DataType.Uint16 => Binary<ushort>(operation),
        DataType.Uint32 => Binary<uint>(operation),
        DataType.Uint64 => Binary<ulong>(operation),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    /// <summary>Negative values become zero.</summary>
    public static Kernel Relu(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new UnaryKernel<float, float, ReluOperation<float>>(),
        DataType.Double => new UnaryKernel<double, double, ReluOperation<double>>(),
        DataType.Int32 => new UnaryKernel<int, int, ReluOperation<int>>(),
        DataType.Int64 => new UnaryKernel<long, long, ReluOperation<long>>(),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    private static Kernel Binary<T>(BinaryNumberOperation operation)
        where T : unmanaged, INumber<T> => operation switch
        {
            BinaryNumberOperation.Add => new BinaryKernel<T, T, AddOperation<T>>(),
            BinaryNumberOperation.Sub => new BinaryKernel<T, T, SubOperation<T>>(),
            BinaryNumberOperation.Mul => new BinaryKernel<T, T, MulOperation<T>>(),
            _ => new BinaryKernel<T, T, DivOperation<T>>(),
        };
}

/// <summary>The functions that <see cref="NumberKernels"/> instantiates for every type of number.</summary>
internal enum BinaryNumberOperation
{
    Add,
    Sub,
    Mul,
    RealDiv,
}
