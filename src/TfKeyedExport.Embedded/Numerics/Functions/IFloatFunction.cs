using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>A function of one binary32 value, on a register of any width.</summary>
/// <remarks>A struct with an instance method: generic static methods of interfaces are hard on the ahead-of-time compiler.</remarks>
internal interface IFloatFunction
{
    /// <summary>The function of each lane.</summary>
    TSimd Of<TSimd>(TSimd x)
        where TSimd : unmanaged, ISimdFloat<TSimd>;
}
