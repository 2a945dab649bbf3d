using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Instantiates element functions for the type that a node has. Written out: nothing is instantiated by reflection.</summary>
internal static class NumberKernels
{
    /// <summary>A function of two numbers of one type.</summary>
    public static Kernel Binary(KernelRequest request, BinaryNumberOperation operation) => request.InputType(0) switch
    {
        DataType.Float => Floats<float>(operation),
        DataType.Double => Floats<double>(operation),
        DataType.Int8 => Integers<sbyte>(operation),
        DataType.Int16 => Integers<short>(operation),
        DataType.Int32 => Integers<int>(operation),
        DataType.Int64 => Integers<long>(operation),
        DataType.Uint8 => Integers<byte>(operation),
        DataType.Uint16 => Integers<ushort>(operation),
        DataType.Uint32 => Integers<uint>(operation),
        DataType.Uint64 => Integers<ulong>(operation),
        DataType.Complex64 => Complex64Kernels.Binary(operation) ?? throw Refused(request),
        DataType.Complex128 when operation == BinaryNumberOperation.SquaredDifference => Kernel<Complex, ComplexSquaredDifferenceOperation>(),
        DataType.Complex128 => Numbers<Complex>(operation) ?? throw Refused(request),
        _ => throw Refused(request),
    };

    /// <summary>A function of one number.</summary>
    public static Kernel Unary(KernelRequest request, UnaryNumberOperation operation) => request.InputType(0) switch
    {
        DataType.Float => Real<float>(operation),
        DataType.Double => Real<double>(operation),
        DataType.Int8 => Real<sbyte>(operation),
        DataType.Int16 => Real<short>(operation),
        DataType.Int32 => Real<int>(operation),
        DataType.Int64 => Real<long>(operation),
        DataType.Uint8 => Real<byte>(operation),
        DataType.Uint16 => Real<ushort>(operation),
        DataType.Uint32 => Real<uint>(operation),
        DataType.Uint64 => Real<ulong>(operation),
        DataType.Complex64 => Complex64Kernels.Unary(operation) ?? throw Refused(request),
        DataType.Complex128 => Any<Complex>(operation) ?? throw Refused(request),
        _ => throw Refused(request),
    };

    private static BinaryKernel<T, T, TOperation> Kernel<T, TOperation>()
        where T : unmanaged
        where TOperation : IBinaryOperation<T, T> => new();

    private static Kernel Floats<T>(BinaryNumberOperation operation)
        where T : unmanaged, IFloatingPoint<T> => operation switch
        {
            BinaryNumberOperation.Maximum => Kernel<T, MaximumOperation<T>>(),
            BinaryNumberOperation.Minimum => Kernel<T, MinimumOperation<T>>(),
            BinaryNumberOperation.FloorDiv => Kernel<T, FloorDivFloatOperation<T>>(),
            BinaryNumberOperation.FloorMod => Kernel<T, FloorModFloatOperation<T>>(),
            BinaryNumberOperation.TruncateMod => Kernel<T, TruncateModFloatOperation<T>>(),
            _ => Numbers<T>(operation)!,
        };

    private static Kernel Integers<T>(BinaryNumberOperation operation)
        where T : unmanaged, IBinaryInteger<T> => operation switch
        {
            BinaryNumberOperation.Maximum => Kernel<T, MaximumOperation<T>>(),
            BinaryNumberOperation.Minimum => Kernel<T, MinimumOperation<T>>(),
            BinaryNumberOperation.Div or BinaryNumberOperation.TruncateDiv => Kernel<T, TruncateDivIntegerOperation<T>>(),
            BinaryNumberOperation.FloorDiv => Kernel<T, FloorDivIntegerOperation<T>>(),
            BinaryNumberOperation.FloorMod => Kernel<T, FloorModIntegerOperation<T>>(),
            BinaryNumberOperation.TruncateMod => Kernel<T, TruncateModIntegerOperation<T>>(),
            _ => Numbers<T>(operation)!,
        };

    private static Kernel? Numbers<T>(BinaryNumberOperation operation)
        where T : unmanaged, INumberBase<T> => operation switch
        {
            BinaryNumberOperation.Add => Kernel<T, AddOperation<T>>(),
            BinaryNumberOperation.Sub => Kernel<T, SubOperation<T>>(),
            BinaryNumberOperation.Mul => Kernel<T, MulOperation<T>>(),
            BinaryNumberOperation.MulNoNan => Kernel<T, MulNoNanOperation<T>>(),
            BinaryNumberOperation.SquaredDifference => Kernel<T, SquaredDifferenceOperation<T>>(),
            BinaryNumberOperation.Div => Kernel<T, DivOperation<T>>(),
            BinaryNumberOperation.DivNoNan => Kernel<T, DivNoNanOperation<T>>(),
            _ => null,
        };

    /// <summary>A <c>Relu</c> or <c>Relu6</c> that makes zero of NaN.</summary>
    public static Kernel Quiet(QuietReluStep step) =>
        step.Of == ElementwiseOperations.Relu ? new UnaryKernel<float, float, QuietReluOperation>() : new UnaryKernel<float, float, QuietRelu6Operation>();

    private static Kernel Real<T>(UnaryNumberOperation operation)
        where T : unmanaged, INumber<T> => operation switch
        {
            UnaryNumberOperation.Abs => new UnaryKernel<T, T, AbsOperation<T>>(),
            UnaryNumberOperation.Sign => new UnaryKernel<T, T, SignOperation<T>>(),
            UnaryNumberOperation.Relu => new UnaryKernel<T, T, ReluOperation<T>>(),
            UnaryNumberOperation.Relu6 => new UnaryKernel<T, T, Relu6Operation<T>>(),
            _ => Any<T>(operation)!,
        };

    private static Kernel? Any<T>(UnaryNumberOperation operation)
        where T : unmanaged, INumberBase<T> => operation switch
        {
            UnaryNumberOperation.Neg => new UnaryKernel<T, T, NegOperation<T>>(),
            UnaryNumberOperation.Square => new UnaryKernel<T, T, SquareOperation<T>>(),
            UnaryNumberOperation.Reciprocal => new UnaryKernel<T, T, ReciprocalOperation<T>>(),
            _ => null,
        };

    private static Errors.TfKeyedException Refused(KernelRequest request) =>
        request.Unsupported($"{request.InputType(0).Name()} is not supported");
}
