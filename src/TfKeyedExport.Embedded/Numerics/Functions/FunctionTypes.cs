using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>e^x.</summary>
internal readonly struct ExpFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Exp(x);
}

/// <summary>The natural logarithm.</summary>
internal readonly struct LogFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Log(x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct TanhFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Tanh(x);
}

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct SigmoidFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Sigmoid(x);
}

/// <summary>The error function.</summary>
internal readonly struct ErfFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Erf(x);
}

/// <summary>One minus the error function.</summary>
internal readonly struct ErfcFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => FloatFunctions<TSimd>.Erfc(x);
}
