namespace TfKeyedExport.Tensors;

/// <summary>Elements of floating-point tensors as doubles.</summary>
internal static class Numbers
{
    /// <summary>The numbers that an element consists of: 2 for complex types, 1 for real floating-point types, 0 for all others.</summary>
    public static int PartsPerElement(DataType type) => type switch
    {
        DataType.Complex64 or DataType.Complex128 => 2,
        _ => type.IsFloating() ? 1 : 0,
    };

    /// <summary>An element of any type as one number: of complex types the real part; null for strings and types that are no numbers.</summary>
    public static double? Any(Tensor tensor, int element) => tensor.Type switch
    {
        _ when PartsPerElement(tensor.Type) is > 0 and int parts => At(tensor, element * parts),
        DataType.Int8 => tensor.Values<sbyte>()[element],
        DataType.Uint8 or DataType.Bool => tensor.Values<byte>()[element],
        DataType.Int16 => tensor.Values<short>()[element],
        DataType.Uint16 => tensor.Values<ushort>()[element],
        DataType.Int32 => tensor.Values<int>()[element],
        DataType.Uint32 => tensor.Values<uint>()[element],
        DataType.Int64 => tensor.Values<long>()[element],
        DataType.Uint64 => tensor.Values<ulong>()[element],
        _ => null,
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
