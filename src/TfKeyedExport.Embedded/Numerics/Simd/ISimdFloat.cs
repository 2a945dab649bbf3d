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

    /// <summary>Zero for what is not positive, NaN included.</summary>
    static abstract TSelf QuietRelu(TSelf value);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The largest lane; any lane, if one is NaN.</summary>
    static abstract float Largest(TSelf value);

    /// <summary>a / b.</summary>
    static abstract TSelf Divide(TSelf a, TSelf b);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The smaller of a bound and a value; a NaN in <paramref name="value"/> stays.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf value);

    /// <summary>The larger of a bound and a value; a NaN in <paramref name="value"/> stays.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary>Without the sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of one value with the sign of another.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Two to the power of a whole number from -126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The exponent of a positive normal value whose fraction lies in [sqrt(1/2), sqrt(2)).</summary>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>The fraction in [sqrt(1/2), sqrt(2)) of a positive normal value.</summary>
    static abstract TSelf Fraction(TSelf value);

    /// <summary>Where a &lt; b the one, elsewhere (also beside a NaN) the other.</summary>
    static abstract TSelf IfLess(TSelf a, TSelf b, TSelf then, TSelf otherwise);
}
