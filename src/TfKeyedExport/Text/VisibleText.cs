using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TfKeyedExport.Text;

/// <summary>
/// What the compiler makes of an interpolated string that is written to a <see cref="VisibleWriter"/>: every part becomes visible, emphasis stays.
/// </summary>
[InterpolatedStringHandler]
public ref struct VisibleText
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public VisibleText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Called by the compiler for the text between the holes.</summary>
    public readonly void AppendLiteral(string value) => _text.Append(Visible.Of(value));

    /// <summary>Called by the compiler for emphasis.</summary>
    public readonly void AppendFormatted(StyledText value) => _text.Append(value.Sequences);

    /// <summary>Called by the compiler for text.</summary>
    public readonly void AppendFormatted(string? value) => _text.Append(Visible.Of(value ?? ""));

    /// <summary>Called by the compiler for text in a column.</summary>
    public readonly void AppendFormatted(string? value, int alignment) => Append(Visible.Of(value ?? ""), alignment);

    /// <summary>Called by the compiler for anything else; numbers are written the same in every culture.</summary>
    public readonly void AppendFormatted<T>(T value, int alignment = 0, string? format = null) =>
        Append(
            Visible.Of((value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString()) ?? ""), alignment);

    internal readonly string ToStringAndClear() => _text.ToString();

    private readonly void Append(string text, int alignment) =>
        _text.Append(alignment >= 0 ? text.PadLeft(alignment) : text.PadRight(-alignment));
}
