namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>A number as it is written: whole, without point and exponent and within 64 bits, or a double.</summary>
/// <param name="IsWhole">Whether it is whole.</param>
/// <param name="Minus">Whether a whole one is below zero.</param>
/// <param name="Magnitude">How large a whole one is.</param>
/// <param name="Value">What it is worth, if it is not whole.</param>
internal readonly record struct JsonNumber(bool IsWhole, bool Minus, ulong Magnitude, double Value)
{
    /// <summary>What it is worth; minus zero is only what is written with a point.</summary>
    public double AsDouble => !IsWhole ? Value : Minus ? unchecked(-(long)Magnitude) : Magnitude;

    /// <summary>The bits of a whole number, which may be below zero.</summary>
    public ulong Bits => Minus ? unchecked(0 - Magnitude) : Magnitude;

    /// <summary>Whether it is whole and within a range.</summary>
    public bool IsWithin(long least, ulong most) =>
        IsWhole && (Minus && Magnitude > 0 ? least < 0 && Magnitude <= unchecked((ulong)-least) : Magnitude <= most);
}
