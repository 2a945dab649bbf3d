using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;
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
            "Atan2" => Kernel<T, Atan2Operation<T>>(),
            "NextAfter" => Kernel<T, NextAfterOperation<T>>(),
            "Pow" => Kernel<T, PowOperation<T>>(),
            "Xdivy" => Kernel<T, XdivyOperation<T>>(),
            "Xlog1py" => Kernel<T, Xlog1pyOperation<T>>(),
            "Xlogy" => Kernel<T, XlogyOperation<T>>(),
            _ => throw new ArgumentException(op, nameof(op)),
        };

    private static Kernel Float(string op) => op switch
    {
        "Exp" => new FloatMapKernel<ExpFunction>(),
        "Log" => new FloatMapKernel<LogFunction>(),
        "Tanh" => new FloatMapKernel<TanhFunction>(),
        "Sigmoid" => new FloatMapKernel<SigmoidFunction>(),
        "Erf" => new FloatMapKernel<ErfFunction>(),
        "Erfc" => new FloatMapKernel<ErfcFunction>(),
        _ => Real<float>(op),
    };

    private static Kernel Real<T>(string op)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => op switch
        {
            "Acos" => new UnaryKernel<T, T, AcosOperation<T>>(),
            "Acosh" => new UnaryKernel<T, T, AcoshOperation<T>>(),
            "Asin" => new UnaryKernel<T, T, AsinOperation<T>>(),
            "Asinh" => new UnaryKernel<T, T, AsinhOperation<T>>(),
            "Atan" => new UnaryKernel<T, T, AtanOperation<T>>(),
            "Atanh" => new UnaryKernel<T, T, AtanhOperation<T>>(),
            "Ceil" => new UnaryKernel<T, T, CeilOperation<T>>(),
            "Cos" => new UnaryKernel<T, T, CosOperation<T>>(),
            "Cosh" => new UnaryKernel<T, T, CoshOperation<T>>(),
            "Digamma" => new UnaryKernel<T, T, DigammaOperation<T>>(),
            "Elu" => new UnaryKernel<T, T, EluOperation<T>>(),
            "Erf" => new UnaryKernel<T, T, ErfOperation<T>>(),
            "Erfc" => new UnaryKernel<T, T, ErfcOperation<T>>(),
            "Erfinv" => new UnaryKernel<T, T, ErfinvOperation<T>>(),
            "Exp" => new UnaryKernel<T, T, ExpOperation<T>>(),
            "Expm1" => new UnaryKernel<T, T, Expm1Operation<T>>(),
            "Floor" => new UnaryKernel<T, T, FloorOperation<T>>(),
            "Lgamma" => new UnaryKernel<T, T, LgammaOperation<T>>(),
            "Log" => new UnaryKernel<T, T, LogOperation<T>>(),
            "Log1p" => new UnaryKernel<T, T, Log1pOperation<T>>(),
            "Ndtri" => new UnaryKernel<T, T, NdtriOperation<T>>(),
            "Round" => new UnaryKernel<T, T, RoundOperation<T>>(),
            "Rsqrt" => new UnaryKernel<T, T, RsqrtOperation<T>>(),
            "Selu" => new UnaryKernel<T, T, SeluOperation<T>>(),
            "Sigmoid" => new UnaryKernel<T, T, SigmoidOperation<T>>(),
            "Sin" => new UnaryKernel<T, T, SinOperation<T>>(),
            "Sinh" => new UnaryKernel<T, T, SinhOperation<T>>(),
            "Softplus" => new UnaryKernel<T, T, SoftplusOperation<T>>(),
            "Softsign" => new UnaryKernel<T, T, SoftsignOperation<T>>(),
            "Sqrt" => new UnaryKernel<T, T, SqrtOperation<T>>(),
            "Tan" => new UnaryKernel<T, T, TanOperation<T>>(),
            "Tanh" => new UnaryKernel<T, T, TanhOperation<T>>(),
            "Rint" => new UnaryKernel<T, T, RoundOperation<T>>(),
            _ => throw new ArgumentException(op, nameof(op)),
        };
}
