using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Scattering;

/// <summary>The update, whatever was there.</summary>
internal readonly struct NewUpdate<T> : IBinaryOperation<T, T>
    where T : unmanaged
{
    public static T Invoke(T left, T right) => right;
}

/// <summary>The update if it is less.</summary>
internal readonly struct LesserUpdate<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T left, T right) => right < left ? right : left;
}

/// <summary>The update if it is greater.</summary>
internal readonly struct GreaterUpdate<T> : IBinaryOperation<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Invoke(T left, T right) => right > left ? right : left;
}

/// <summary>An operation of float32 on bfloat16, rounded.</summary>
internal readonly struct BFloat16Operation<TOperation> : IBinaryOperation<BFloat16, BFloat16>
    where TOperation : IBinaryOperation<float, float>
{
    public static BFloat16 Invoke(BFloat16 left, BFloat16 right) => (BFloat16)TOperation.Invoke((float)left, (float)right);
}

/// <summary>The sum of the parts.</summary>
internal readonly struct Complex64Sum : IBinaryOperation<Complex64, Complex64>
{
    public static Complex64 Invoke(Complex64 left, Complex64 right) => new(left.Real + right.Real, left.Imaginary + right.Imaginary);
}

/// <summary>The difference of the parts.</summary>
internal readonly struct Complex64Difference : IBinaryOperation<Complex64, Complex64>
{
    public static Complex64 Invoke(Complex64 left, Complex64 right) => new(left.Real - right.Real, left.Imaginary - right.Imaginary);
}
