using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Rows;

/// <summary>Elements of floating-point tensors as doubles.</summary>
internal static class Numbers
{
    /// <summary>The numbers that an element consists of: 2 for complex types, 1 for real floating-point types, 0 for all others.</summary>
    public static int PartsPerElement(DataType type) => type switch
    {
        DataType.Complex64 or DataType.Complex128 => 2,
        _ => type.IsFloating() ? 1 : 0,
    };

    /// <summary>One number; <paramref name="index"/> counts the parts of complex elements.</summary>
    public static double At(Tensor tensor, int index) => tensor.Type switch
    {
        DataType.Float => tensor.Values<float>()[index],
        DataType.Double => tensor.Values<double>()[index],
        DataType.Half => (double)tensor.Values<Half>()[index],
        DataType.Bfloat16 => (float)tensor.Values<BFloat16>()[index],
        DataType.Complex64 => (index & 1) == 0 ? tensor.Values<Complex64>()[index / 2].Real : tensor.Values<Complex64>()[index / 2].Imaginary,
        DataType.Complex128 => (index & 1) == 0
            ? tensor.Values<System.Numerics.Complex>()[index / 2].Real
            : tensor.Values<System.Numerics.Complex>()[index / 2].Imaginary,
        _ => throw new InvalidOperationException($"{tensor.Type.Name()} is not a floating-point type"),
    };
}
