using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Between complex numbers and their parts.</summary>
internal static class ComplexPartKernels
{
    /// <summary>One real number of each complex one: <c>Real</c>, <c>Imag</c>, <c>Angle</c>, <c>ComplexAbs</c>.</summary>
    public static Kernel Part(KernelRequest request) => (request.OperationName, request.InputType(0)) switch
    {
        (nameof(ElementwiseOperations.Real), DataType.Complex64) => new UnaryKernel<Complex64, float, SingleReal>(),
        (nameof(ElementwiseOperations.Real), DataType.Complex128) => new UnaryKernel<Complex, double, DoubleReal>(),
        (nameof(ElementwiseOperations.Imag), DataType.Complex64) => new UnaryKernel<Complex64, float, SingleImaginary>(),
        (nameof(ElementwiseOperations.Imag), DataType.Complex128) => new UnaryKernel<Complex, double, DoubleImaginary>(),
        (nameof(ElementwiseOperations.Angle), DataType.Complex64) => new UnaryKernel<Complex64, float, SingleAngle>(),
        (nameof(ElementwiseOperations.Angle), DataType.Complex128) => new UnaryKernel<Complex, double, DoubleAngle>(),
        (nameof(ElementwiseOperations.ComplexAbs), DataType.Complex64) => new UnaryKernel<Complex64, float, SingleAbs>(),
        (nameof(ElementwiseOperations.ComplexAbs), DataType.Complex128) => new UnaryKernel<Complex, double, DoubleAbs>(),
        (_, DataType type) => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    /// <summary>A complex number of two parts.</summary>
    public static Kernel Join(KernelRequest request) => request.InputType(0) == DataType.Float
        ? new BinaryKernel<float, Complex64, SingleJoin>()
        : new BinaryKernel<double, Complex, DoubleJoin>();

    private readonly struct SingleReal : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 value) => value.Real;
    }

    private readonly struct DoubleReal : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex value) => value.Real;
    }

    private readonly struct SingleImaginary : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 value) => value.Imaginary;
    }

    private readonly struct DoubleImaginary : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex value) => value.Imaginary;
    }

    private readonly struct SingleAngle : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 value) => MathF.Atan2(value.Imaginary, value.Real);
    }

    private readonly struct DoubleAngle : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex value) => Math.Atan2(value.Imaginary, value.Real);
    }

    private readonly struct SingleAbs : IUnaryOperation<Complex64, float>
    {
        public static float Invoke(Complex64 value) => (float)double.Hypot(value.Real, value.Imaginary);
    }

    private readonly struct DoubleAbs : IUnaryOperation<Complex, double>
    {
        public static double Invoke(Complex value) => Complex.Abs(value);
    }

    private readonly struct SingleJoin : IBinaryOperation<float, Complex64>
    {
        public static Complex64 Invoke(float left, float right) => new(left, right);
    }

    private readonly struct DoubleJoin : IBinaryOperation<double, Complex>
    {
        public static Complex Invoke(double left, double right) => new(left, right);
    }
}
