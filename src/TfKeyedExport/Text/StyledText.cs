namespace TfKeyedExport.Text;

/// <summary>
/// Text with emphasis of the program's own. What it was made of is visible text, so it is the only text that may hold sequences for a terminal.
/// </summary>
public readonly struct StyledText
{
    private readonly string? _before;
    private readonly string? _plain;

    internal StyledText(string sequence, string text)
    {
        _before = sequence;
        _plain = Visible.Of(text);
    }

    /// <summary>Characters that show.</summary>
    public int Length => _plain?.Length ?? 0;

    /// <summary>Text without emphasis.</summary>
    public static implicit operator StyledText(string? text) => new("", text ?? "");

    /// <summary>The text alone: whoever does not know about emphasis gets none.</summary>
    public override string ToString() => _plain ?? "";

    /// <summary>What a terminal is sent.</summary>
    internal string Sequences => string.IsNullOrEmpty(_before) ? ToString() : $"{_before}{_plain}\e[0m";
}
