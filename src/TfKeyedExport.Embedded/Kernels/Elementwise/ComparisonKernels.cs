using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Comparisons of elements, by the name of the operation.</summary>
internal static class ComparisonKernels
{
    /// <summary>Equal or different, for elements of any type.</summary>
    public static Kernel Equality(KernelRequest request)
    {
        bool equal = request.Is(ElementwiseOperations.Equal);
        Kernel strict = Equality(request, equal);
        return request.Attributes.Bool("incompatible_shape_error", true) ? strict : new LenientEqualityKernel(strict, equal);
    }

    private static Kernel Equality(KernelRequest request, bool equal)
    {
        return request.InputType(0) switch
        {
            DataType.String => new StringEqualityKernel(equal),
            DataType.Bool or DataType.Uint8 or DataType.Quint8 => Equality<byte>(equal),
            DataType.Int8 or DataType.Qint8 => Equality<sbyte>(equal),
            DataType.Int16 or DataType.Qint16 => Equality<short>(equal),
            DataType.Uint16 or DataType.Quint16 => Equality<ushort>(equal),
            DataType.Int32 or DataType.Qint32 => Equality<int>(equal),
            DataType.Uint32 => Equality<uint>(equal),
            DataType.Int64 => Equality<long>(equal),
            DataType.Uint64 => Equality<ulong>(equal),
            DataType.Float => Equality<float>(equal),
            DataType.Double => Equality<double>(equal),
            DataType.Complex64 => equal ? new BinaryKernel<Complex64, bool, Complex64Equality>() : new BinaryKernel<Complex64, bool, Complex64Difference>(),
            DataType.Complex128 => Equality<Complex>(equal),
            DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
        };
    }

    /// <summary>Smaller or larger.</summary>
    public static Kernel Order(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => Order<float>(request.OperationName),
        DataType.Double => Order<double>(request.OperationName),
        DataType.Int8 => Order<sbyte>(request.OperationName),
        DataType.Int16 => Order<short>(request.OperationName),
        DataType.Int32 => Order<int>(request.OperationName),
        DataType.Int64 => Order<long>(request.OperationName),
        DataType.Uint8 => Order<byte>(request.OperationName),
        DataType.Uint16 => Order<ushort>(request.OperationName),
        DataType.Uint32 => Order<uint>(request.OperationName),
        DataType.Uint64 => Order<ulong>(request.OperationName),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    /// <summary>What kind of number it is: <c>IsNan</c>, <c>IsInf</c>, <c>IsFinite</c>.</summary>
    public static Kernel Kind(KernelRequest request) => request.InputType(0) == DataType.Float
        ? Kind<float>(request.OperationName)
        : Kind<double>(request.OperationName);

    private static Kernel Equality<T>(bool equal)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        equal ? new BinaryKernel<T, bool, EqualOperation<T>>() : new BinaryKernel<T, bool, NotEqualOperation<T>>();

    private static Kernel Order<T>(string op)
        where T : unmanaged, IComparisonOperators<T, T, bool> => op switch
        {
            nameof(ElementwiseOperations.Less) => new BinaryKernel<T, bool, LessOperation<T>>(),
            nameof(ElementwiseOperations.LessEqual) => new BinaryKernel<T, bool, LessEqualOperation<T>>(),
            nameof(ElementwiseOperations.Greater) => new BinaryKernel<T, bool, GreaterOperation<T>>(),
            _ => new BinaryKernel<T, bool, GreaterEqualOperation<T>>(),
        };

    private static Kernel Kind<T>(string op)
        where T : unmanaged, INumberBase<T> => op switch
        {
            nameof(ElementwiseOperations.IsNan) => new UnaryKernel<T, bool, IsNanOperation<T>>(),
            nameof(ElementwiseOperations.IsInf) => new UnaryKernel<T, bool, IsInfOperation<T>>(),
            _ => new UnaryKernel<T, bool, IsFiniteOperation<T>>(),
        };

    private readonly struct Complex64Equality : IBinaryOperation<Complex64, bool>
    {
        public static bool Invoke(Complex64 left, Complex64 right) => left.Real == right.Real && left.Imaginary == right.Imaginary;
    }

    private readonly struct Complex64Difference : IBinaryOperation<Complex64, bool>
    {
        public static bool Invoke(Complex64 left, Complex64 right) => !Complex64Equality.Invoke(left, right);
    }
}
