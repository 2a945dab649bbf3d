using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>The values of the 8-bit and 4-bit floating-point types, one byte an element.</summary>
internal static class SmallFloats
{
    /// <summary>Whether the type is one of them.</summary>
    public static bool Covers(DataType type) => type is (>= DataType.Float8E5M2 and <= DataType.Float8E5M2Fnuz) or DataType.Float4E2M1Fn;

    /// <summary>The value that a byte stores.</summary>
    public static float Decode(DataType type, byte bits)
    {
        (int mantissaBits, int bias, int width) = Layout(type);
        int magnitude = bits & ((1 << (width - 1)) - 1);
        bool negative = (bits >> (width - 1) & 1) != 0;
        if (IsNaN(type, magnitude, negative))
            return float.NaN;
        int exponent = magnitude >> mantissaBits;
        int mantissa = magnitude & ((1 << mantissaBits) - 1);
        if (type == DataType.Float8E5M2 && exponent == 31)
            return negative ? float.NegativeInfinity : float.PositiveInfinity;
        float value = exponent == 0
            ? MathF.ScaleB(mantissa, 1 - bias - mantissaBits)
            : MathF.ScaleB(mantissa + (1 << mantissaBits), exponent - bias - mantissaBits);
        return negative ? -value : value;
    }

    /// <summary>
    /// The byte whose value is nearest, the even one of two equally near; false if the type has no such NaN or infinity, or the value is beyond its range.
    /// </summary>
    public static bool TryEncode(DataType type, double value, out byte bits)
    {
        bits = 0;
        bool found = false;
        double distance = double.PositiveInfinity;
        double largest = 0;
        int codes = type == DataType.Float4E2M1Fn ? 16 : 256;
        for (int code = 0; code < codes; code++)
        {
            double candidate = Decode(type, (byte)code);
            if (candidate.Equals(value) && double.IsNegative(candidate) == double.IsNegative(value) || double.IsNaN(value) && double.IsNaN(candidate))
            {
                bits = (byte)code;
                return true;
            }
            if (!double.IsFinite(candidate))
                continue;
            largest = Math.Max(largest, candidate);
            double away = Math.Abs(candidate - value);
            if (away < distance || (away == distance && (code & 1) == 0))
            {
                (distance, bits, found) = (away, (byte)code, true);
            }
        }
        return found && Math.Abs(value) <= largest;
    }

    private static (int MantissaBits, int Bias, int Width) Layout(DataType type) => type switch
    {
        DataType.Float8E5M2 => (2, 15, 8),
        DataType.Float8E4M3Fn => (3, 7, 8),
        DataType.Float8E4M3Fnuz => (3, 8, 8),
        DataType.Float8E4M3B11Fnuz => (3, 11, 8),
        DataType.Float8E5M2Fnuz => (2, 16, 8),
        DataType.Float4E2M1Fn => (1, 1, 4),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a small floating-point type"),
    };

    private static bool IsNaN(DataType type, int magnitude, bool negative) => type switch
    {
        DataType.Float8E5M2 => magnitude > 0x7C,
        DataType.Float8E4M3Fn => magnitude == 0x7F,
        DataType.Float4E2M1Fn => false,
        _ => negative && magnitude == 0,
    };
}
