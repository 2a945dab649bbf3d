using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>Pow</c> of every type.</summary>
internal static class PowKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Int8 => new BinaryKernel<sbyte, sbyte, IntegerPow<sbyte>>(),
        DataType.Int16 => new BinaryKernel<short, short, IntegerPow<short>>(),
        DataType.Int32 => new BinaryKernel<int, int, IntegerPow<int>>(),
        DataType.Int64 => new BinaryKernel<long, long, IntegerPow<long>>(),
        DataType.Complex128 => new BinaryKernel<Complex, Complex, ComplexPow>(),
        _ => FloatingKernels.Binary(request),
    };

    // By squaring, wrapping around on overflow.
    private readonly struct IntegerPow<T> : IBinaryOperation<T, T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Invoke(T left, T right)
        {
            if (T.IsNegative(right))
                throw KernelContext.Error("an integer is raised to a negative power");
            T result = T.One;
            for (; !T.IsZero(right); right >>= 1)
            {
                if (T.IsOddInteger(right))
                    result = unchecked(result * left);
                left = unchecked(left * left);
            }
            return result;
        }
    }

    private readonly struct ComplexPow : IBinaryOperation<Complex, Complex>
    {
        public static Complex Invoke(Complex left, Complex right) => Complex.Pow(left, right);
    }
}
