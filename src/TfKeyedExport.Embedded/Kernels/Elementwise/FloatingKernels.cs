using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of one floating-point number, by the name of the operation.</summary>
internal static class FloatingKernels
{
    /// <summary>A function of one number.</summary>
    public static Kernel Unary(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => Float(request.OperationName),
        DataType.Double => Real<double>(request.OperationName),
        DataType.Complex64 or DataType.Complex128 => ComplexFunctionKernels.Unary(request),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    /// <summary>A function of two numbers.</summary>
    public static Kernel Binary(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => Binary<float>(request.OperationName),
        DataType.Double => Binary<double>(request.OperationName),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    private static BinaryKernel<T, T, TOperation> Kernel<T, TOperation>()
        where T : unmanaged
        where TOperation : IBinaryOperation<T, T> => new();

    private static Kernel Binary<T>(string op)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => op switch
        {
            nameof(ElementwiseOperations.Atan2) => Kernel<T, Atan2Operation<T>>(),
            nameof(ElementwiseOperations.NextAfter) => Kernel<T, NextAfterOperation<T>>(),
            nameof(ElementwiseOperations.Pow) => Kernel<T, PowOperation<T>>(),
            nameof(ElementwiseOperations.Xdivy) => Kernel<T, XdivyOperation<T>>(),
            nameof(ElementwiseOperations.Xlog1py) => Kernel<T, Xlog1pyOperation<T>>(),
            nameof(ElementwiseOperations.Xlogy) => Kernel<T, XlogyOperation<T>>(),
            _ => throw new ArgumentException(op, nameof(op)),
        };

    private static Kernel Float(string op) => op switch
    {
        nameof(ElementwiseOperations.Exp) => new FloatMapKernel<ExpFunction>(),
        nameof(ElementwiseOperations.Log) => new FloatMapKernel<LogFunction>(),
        nameof(ElementwiseOperations.Tanh) => new FloatMapKernel<TanhFunction>(),
        nameof(ElementwiseOperations.Sigmoid) => new FloatMapKernel<SigmoidFunction>(),
        nameof(ElementwiseOperations.Erf) => new FloatMapKernel<ErfFunction>(),
        nameof(ElementwiseOperations.Erfc) => new FloatMapKernel<ErfcFunction>(),
        _ => Real<float>(op),
    };

    private static Kernel Real<T>(string op)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => op switch
        {
            nameof(ElementwiseOperations.Acos) => new UnaryKernel<T, T, AcosOperation<T>>(),
            nameof(ElementwiseOperations.Acosh) => new UnaryKernel<T, T, AcoshOperation<T>>(),
            nameof(ElementwiseOperations.Asin) => new UnaryKernel<T, T, AsinOperation<T>>(),
            nameof(ElementwiseOperations.Asinh) => new UnaryKernel<T, T, AsinhOperation<T>>(),
            nameof(ElementwiseOperations.Atan) => new UnaryKernel<T, T, AtanOperation<T>>(),
            nameof(ElementwiseOperations.Atanh) => new UnaryKernel<T, T, AtanhOperation<T>>(),
            nameof(ElementwiseOperations.Ceil) => new UnaryKernel<T, T, CeilOperation<T>>(),
            nameof(ElementwiseOperations.Cos) => new UnaryKernel<T, T, CosOperation<T>>(),
            nameof(ElementwiseOperations.Cosh) => new UnaryKernel<T, T, CoshOperation<T>>(),
            nameof(ElementwiseOperations.Digamma) => new UnaryKernel<T, T, DigammaOperation<T>>(),
            nameof(ElementwiseOperations.Elu) => new UnaryKernel<T, T, EluOperation<T>>(),
            nameof(ElementwiseOperations.Erf) => new UnaryKernel<T, T, ErfOperation<T>>(),
            nameof(ElementwiseOperations.Erfc) => new UnaryKernel<T, T, ErfcOperation<T>>(),
            nameof(ElementwiseOperations.Erfinv) => new UnaryKernel<T, T, ErfinvOperation<T>>(),
            nameof(ElementwiseOperations.Exp) => new UnaryKernel<T, T, ExpOperation<T>>(),
            nameof(ElementwiseOperations.Expm1) => new UnaryKernel<T, T, Expm1Operation<T>>(),
            nameof(ElementwiseOperations.Floor) => new UnaryKernel<T, T, FloorOperation<T>>(),
            nameof(ElementwiseOperations.Lgamma) => new UnaryKernel<T, T, LgammaOperation<T>>(),
            nameof(ElementwiseOperations.Log) => new UnaryKernel<T, T, LogOperation<T>>(),
            nameof(ElementwiseOperations.Log1p) => new UnaryKernel<T, T, Log1pOperation<T>>(),
            nameof(ElementwiseOperations.Ndtri) => new UnaryKernel<T, T, NdtriOperation<T>>(),
            nameof(ElementwiseOperations.Round) => new UnaryKernel<T, T, RoundOperation<T>>(),
            nameof(ElementwiseOperations.Rsqrt) => new UnaryKernel<T, T, RsqrtOperation<T>>(),
            nameof(ElementwiseOperations.Selu) => new UnaryKernel<T, T, SeluOperation<T>>(),
            nameof(ElementwiseOperations.Sigmoid) => new UnaryKernel<T, T, SigmoidOperation<T>>(),
            nameof(ElementwiseOperations.Sin) => new UnaryKernel<T, T, SinOperation<T>>(),
            nameof(ElementwiseOperations.Sinh) => new UnaryKernel<T, T, SinhOperation<T>>(),
            nameof(ElementwiseOperations.Softplus) => new UnaryKernel<T, T, SoftplusOperation<T>>(),
            nameof(ElementwiseOperations.Softsign) => new UnaryKernel<T, T, SoftsignOperation<T>>(),
            nameof(ElementwiseOperations.Sqrt) => new UnaryKernel<T, T, SqrtOperation<T>>(),
            nameof(ElementwiseOperations.Tan) => new UnaryKernel<T, T, TanOperation<T>>(),
            nameof(ElementwiseOperations.Tanh) => new UnaryKernel<T, T, TanhOperation<T>>(),
            nameof(ElementwiseOperations.Rint) => new UnaryKernel<T, T, RoundOperation<T>>(),
            _ => throw new ArgumentException(op, nameof(op)),
        };
}
