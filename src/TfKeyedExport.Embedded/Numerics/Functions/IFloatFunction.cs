using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>A function of one binary32 value, on a register of any width.</summary>
internal interface IFloatFunction
{
    /// <summary>The function of each lane.</summary>
    static abstract TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd>;
}
