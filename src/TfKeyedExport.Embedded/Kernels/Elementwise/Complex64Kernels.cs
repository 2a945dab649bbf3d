using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of complex64, computed in complex128 and rounded.</summary>
internal static class Complex64Kernels
{
    /// <summary>A function of two numbers; null if complex numbers have none of that name.</summary>
    public static Kernel? Binary(BinaryNumberOperation operation) => operation switch
    {
        BinaryNumberOperation.Add => Kernel<AddOperation<Complex>>(),
        BinaryNumberOperation.Sub => Kernel<SubOperation<Complex>>(),
        BinaryNumberOperation.Mul => Kernel<MulOperation<Complex>>(),
        BinaryNumberOperation.MulNoNan => Kernel<MulNoNanOperation<Complex>>(),
        BinaryNumberOperation.SquaredDifference => Kernel<ComplexSquaredDifferenceOperation>(),
        BinaryNumberOperation.Div => Kernel<DivOperation<Complex>>(),
        BinaryNumberOperation.DivNoNan => Kernel<DivNoNanOperation<Complex>>(),
        _ => null,
    };

    /// <summary>A function of one number; null if complex numbers have none of that name.</summary>
    public static Kernel? Unary(UnaryNumberOperation operation) => operation switch
    {
        UnaryNumberOperation.Neg => Map<NegOperation<Complex>>(),
        UnaryNumberOperation.Square => Map<SquareOperation<Complex>>(),
        UnaryNumberOperation.Reciprocal => Map<ReciprocalOperation<Complex>>(),
        _ => null,
    };

    /// <summary>A function of complex128 on complex64.</summary>
    public static Kernel Map<TOperation>()
        where TOperation : IUnaryOperation<Complex, Complex> => new UnaryKernel<Complex64, Complex64, Narrowed<TOperation>>();

    private static BinaryKernel<Complex64, Complex64, NarrowedPair<TOperation>> Kernel<TOperation>()
        where TOperation : IBinaryOperation<Complex, Complex> => new();

    private static Complex Widen(Complex64 value) => new(value.Real, value.Imaginary);

    private static Complex64 Narrow(Complex value) => new((float)value.Real, (float)value.Imaginary);

    private readonly struct Narrowed<TOperation> : IUnaryOperation<Complex64, Complex64>
        where TOperation : IUnaryOperation<Complex, Complex>
    {
        public static Complex64 Invoke(Complex64 value) => Narrow(TOperation.Invoke(Widen(value)));
    }

    private readonly struct NarrowedPair<TOperation> : IBinaryOperation<Complex64, Complex64>
        where TOperation : IBinaryOperation<Complex, Complex>
    {
        public static Complex64 Invoke(Complex64 left, Complex64 right) => Narrow(TOperation.Invoke(Widen(left), Widen(right)));
    }
}
