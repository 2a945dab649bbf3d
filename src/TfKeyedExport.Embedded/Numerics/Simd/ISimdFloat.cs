namespace TfKeyedExport.Embedded.Numerics.Simd;

/// <summary>A register of binary32 lanes. Kernels are written once over it; the planner picks the widest that the processor has,
/// and tests hold each against <see cref="SimdScalar"/>.</summary>
internal unsafe interface ISimdFloat<TSelf>
    where TSelf : unmanaged, ISimdFloat<TSelf>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Lanes { get; }

    /// <summary>All lanes zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes the same value.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Reads all lanes; no alignment needed.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes all lanes; no alignment needed.</summary>
    static abstract void Store(TSelf value, float* target);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a + b.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>a - b.</summary>
    static abstract TSelf Subtract(TSelf a, TSelf b);

    /// <summary>a * b.</summary>
    static abstract TSelf Multiply(TSelf a, TSelf b);

    /// <summary>Zero where a lane is negative; NaN stays NaN.</summary>
    static abstract TSelf Relu(TSelf value);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf value);
}
