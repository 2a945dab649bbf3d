using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of one complex number, by the name of the operation.</summary>
internal static class ComplexFunctionKernels
{
    /// <summary>A function of one complex number.</summary>
    public static Kernel Unary(KernelRequest request) => request.OperationName switch
    {
        nameof(ElementwiseOperations.Exp) => Make<Exp>(request),
        nameof(ElementwiseOperations.Log) => Make<Log>(request),
        nameof(ElementwiseOperations.Sqrt) => Make<Sqrt>(request),
        nameof(ElementwiseOperations.Rsqrt) => Make<Rsqrt>(request),
        nameof(ElementwiseOperations.Sin) => Make<Sin>(request),
        nameof(ElementwiseOperations.Cos) => Make<Cos>(request),
        nameof(ElementwiseOperations.Tan) => Make<Tan>(request),
        nameof(ElementwiseOperations.Sinh) => Make<Sinh>(request),
        nameof(ElementwiseOperations.Cosh) => Make<Cosh>(request),
        nameof(ElementwiseOperations.Tanh) => Make<Tanh>(request),
        nameof(ElementwiseOperations.Sigmoid) => Make<Sigmoid>(request),
        nameof(ElementwiseOperations.Conj) => Make<Conj>(request),
        _ => throw request.Unsupported("complex numbers are not supported"),
    };

    private static Kernel Make<TOperation>(KernelRequest request)
        where TOperation : IUnaryOperation<Complex, Complex> => request.InputType(0) == DataType.Complex64
            ? Complex64Kernels.Map<TOperation>()
            : new UnaryKernel<Complex, Complex, TOperation>();

    private readonly struct Exp : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Exp(value);
    }

    private readonly struct Log : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Log(value);
    }

    private readonly struct Sqrt : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Sqrt(value);
    }

    private readonly struct Rsqrt : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => 1 / Complex.Sqrt(value);
    }

    private readonly struct Sin : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Sin(value);
    }

    private readonly struct Cos : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Cos(value);
    }

    private readonly struct Tan : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Tan(value);
    }

    private readonly struct Sinh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Sinh(value);
    }

    private readonly struct Cosh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Cosh(value);
    }

    private readonly struct Tanh : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Tanh(value);
    }

    private readonly struct Sigmoid : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => 1 / (1 + Complex.Exp(-value));
    }

    private readonly struct Conj : IUnaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex value) => Complex.Conjugate(value);
    }
}
