namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A single value as it is written. What it means follows from the field's type, which the text does not tell.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="Text">
/// A word or number as it stands there (a sign without the space behind it); a string's characters, with replacements where it is no UTF-8.
/// </param>
/// <param name="Bytes">A string's bytes; of anything else those of its text.</param>
internal sealed record TextScalar(TextScalarKind Kind, string Text, ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => Kind == TextScalarKind.Quoted ? $"\"{Text}\"" : Text;
}

/// <summary>How a single value is written.</summary>
internal enum TextScalarKind
{
    /// <summary>A word: true, a value of an enumeration, inf; with a sign, -inf.</summary>
    Word,

    /// <summary>A number, whole or not, with or without a sign.</summary>
    Number,

    /// <summary>A string in quotes, or several that stand together.</summary>
    Quoted,
}
