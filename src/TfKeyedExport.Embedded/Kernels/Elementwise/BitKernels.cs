using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of the bits of integers, by the name of the operation.</summary>
internal static class BitKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Int8 => Make<sbyte>(request.OperationName),
        DataType.Int16 => Make<short>(request.OperationName),
        DataType.Int32 => Make<int>(request.OperationName),
        DataType.Int64 => Make<long>(request.OperationName),
        DataType.Uint8 => Make<byte>(request.OperationName),
        DataType.Uint16 => Make<ushort>(request.OperationName),
        DataType.Uint32 => Make<uint>(request.OperationName),
        DataType.Uint64 => Make<ulong>(request.OperationName),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    private static Kernel Make<T>(string op)
        where T : unmanaged, IBinaryInteger<T> => op switch
        {
            nameof(ElementwiseOperations.BitwiseAnd) => new BinaryKernel<T, T, BitwiseAndOperation<T>>(),
            nameof(ElementwiseOperations.BitwiseOr) => new BinaryKernel<T, T, BitwiseOrOperation<T>>(),
            nameof(ElementwiseOperations.BitwiseXor) => new BinaryKernel<T, T, BitwiseXorOperation<T>>(),
            nameof(ElementwiseOperations.Invert) => new UnaryKernel<T, T, InvertOperation<T>>(),
            nameof(ElementwiseOperations.LeftShift) => new BinaryKernel<T, T, LeftShiftOperation<T>>(),
            nameof(ElementwiseOperations.PopulationCount) => new UnaryKernel<T, byte, PopulationCountOperation<T>>(),
            _ => new BinaryKernel<T, T, RightShiftOperation<T>>(),
        };
}
