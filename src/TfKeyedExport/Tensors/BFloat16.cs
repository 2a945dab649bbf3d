using System.Globalization;

namespace TfKeyedExport.Tensors;

/// <summary>The upper half of a binary32: 8 bits of exponent, 7 of fraction.</summary>
/// <param name="Bits">The stored bits.</param>
public readonly record struct BFloat16(ushort Bits)
{
    /// <summary>The value as a binary32; exact.</summary>
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);

    /// <summary>The nearest value, ties to even; a NaN stays a NaN.</summary>
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return new BFloat16((ushort)((bits >> 16) | 0x40));
        return new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <inheritdoc/>
    public override string ToString() => ((float)this).ToString(CultureInfo.InvariantCulture);
}
