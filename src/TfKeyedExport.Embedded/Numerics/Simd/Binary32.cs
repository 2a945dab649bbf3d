namespace TfKeyedExport.Embedded.Numerics.Simd;

/// <summary>Bits of the binary32 format.</summary>
internal static class Binary32
{
    /// <summary>The bits of sqrt(1/2): the offset that splits a value into an exponent and a fraction around one.</summary>
    public const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>The bits of the fraction.</summary>
    public const int FractionMask = 0x007FFFFF;
}
