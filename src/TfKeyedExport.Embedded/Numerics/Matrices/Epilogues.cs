using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>Applies an <see cref="Epilogue"/>.</summary>
internal static class Epilogues
{
    /// <summary>To a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Apply<TSimd>(this Epilogue epilogue, TSimd value)
        where TSimd : unmanaged, ISimdFloat<TSimd> =>
        epilogue == Epilogue.None ? value : epilogue.Rectify(value);

    /// <summary>To a register; the epilogue is not none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Rectify<TSimd>(this Epilogue epilogue, TSimd value)
        where TSimd : unmanaged, ISimdFloat<TSimd> => epilogue == Epilogue.Relu ? TSimd.Relu(value) : TSimd.QuietRelu(value);

    /// <summary>To one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Apply(this Epilogue epilogue, float value) => epilogue switch
    {
        Epilogue.Relu => value < 0 ? 0 : value,
        Epilogue.QuietRelu => value > 0 ? value : 0,
        _ => value,
    };
}
