namespace TfKeyedExport.Cli.Terminals;

/// <summary>Emphasis by ANSI sequences, or none at all.</summary>
/// <param name="enabled">Whether the reader shows colour.</param>
internal readonly struct TextStyle(bool enabled)
{
    /// <summary>Whether anything is emphasised.</summary>
    public bool Enabled => enabled;

    public string Bold(string text) => Wrap("1", text);

    public string Faint(string text) => Wrap("2", text);

    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("1;31", text);

    public string Warning(string text) => Wrap("33", text);

    /// <summary>The colour of keys, the same wherever they show up.</summary>
    public string Key(string text) => Wrap("36", text);

    private string Wrap(string code, string text) => enabled ? $"\e[{code}m{text}\e[0m" : text;
}
