using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>The magnitude.</summary>
internal readonly struct AbsOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Abs(x);
}

/// <summary>The opposite sign; of zeros too.</summary>
internal readonly struct NegateOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Multiply(x, TSimd.Broadcast(-1));
}

/// <summary>One divided by the number.</summary>
internal readonly struct ReciprocalOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Divide(TSimd.Broadcast(1), x);
}

/// <summary>Zero for negative numbers.</summary>
internal readonly struct ReluOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Relu(x);
}

/// <summary>Zero for what is not positive, NaN included.</summary>
internal readonly struct QuietReluOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.QuietRelu(x);
}

/// <summary>One divided by the square root.</summary>
internal readonly struct RsqrtOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Divide(TSimd.Broadcast(1), TSimd.Sqrt(x));
}

/// <summary>The square root.</summary>
internal readonly struct SqrtOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Sqrt(x);
}

/// <summary>The square.</summary>
internal readonly struct SquareOf : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd> => TSimd.Multiply(x, x);
}
