namespace TfKeyedExport.Tensors;

/// <summary>A complex number of two binary32, as tensors store it.</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part.</param>
public readonly record struct Complex64(float Real, float Imaginary);
