namespace TfKeyedExport.Text;

/// <summary>Emphasis by ANSI sequences, or none at all.</summary>
/// <param name="enabled">Whether the reader shows colour.</param>
public readonly struct TextStyle(bool enabled)
{
    /// <summary>Whether anything is emphasised.</summary>
    public bool Enabled => enabled;

    /// <summary>A heading.</summary>
    public StyledText Bold(string text) => Wrap("1", text);

    /// <summary>What matters less.</summary>
    public StyledText Faint(string text) => Wrap("2", text);

    /// <summary>Good news.</summary>
    public StyledText Good(string text) => Wrap("32", text);

    /// <summary>Bad news.</summary>
    public StyledText Bad(string text) => Wrap("1;31", text);

    /// <summary>What to look at.</summary>
    public StyledText Warning(string text) => Wrap("33", text);

    /// <summary>The colour of keys, the same wherever they show up.</summary>
    public StyledText Key(string text) => Wrap("36", text);

    private StyledText Wrap(string code, string text) => enabled && text.Length > 0 ? new StyledText($"\e[{code}m", text) : text;
}
