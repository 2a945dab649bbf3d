using TfKeyedExport.Errors;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A text that is no protobuf text format, and the place where that shows.</summary>
/// <param name="what">What is wrong there.</param>
/// <param name="position">Where.</param>
/// <param name="next">What to write instead; null if nothing can be advised.</param>
internal sealed class TextFormatException(string what, TextPosition position, string? next = null)
    : TfKeyedException(ErrorKind.Unreadable, what, position.ToString(), next)
{
    /// <summary>Where it is.</summary>
    public TextPosition Position { get; } = position;
}
