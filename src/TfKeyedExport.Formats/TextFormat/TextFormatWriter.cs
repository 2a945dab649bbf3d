using System.Globalization;
using System.Text;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>Writes protobuf's text format, as its own writers do: a field a line, two blanks a level, bytes beyond ASCII as escapes.</summary>
internal sealed class TextFormatWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a text field.</summary>
    public TextFormatWriter Field(string name, string value) => Line($"{name}: {Quoted(value)}");

    /// <summary>Writes a number.</summary>
    public TextFormatWriter Field(string name, long value) => Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {value}"));

    /// <summary>Writes a truth.</summary>
    public TextFormatWriter Field(string name, bool value) => Line($"{name}: {(value ? "true" : "false")}");

    /// <summary>Writes a number in a message of its own, so that 0 is not the same as nothing.</summary>
    public TextFormatWriter Wrapped(string name, long value) => Line(string.Create(CultureInfo.InvariantCulture, $"{name} {{ value: {value} }}"));

    /// <summary>Writes a text in a message of its own.</summary>
    public TextFormatWriter Wrapped(string name, string value) => Line($"{name} {{ value: {Quoted(value)} }}");

    /// <summary>Writes a message.</summary>
    /// <param name="name">The field.</param>
    /// <param name="content">Writes its fields.</param>
    public TextFormatWriter Message(string name, Action<TextFormatWriter> content)
    {
        Line($"{name} {{");
        _depth++;
        content(this);
        _depth--;
        return Line("}");
    }

    /// <summary>Writes comments, a line each; what would end a line is written as a blank.</summary>
    public TextFormatWriter Comment(params IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Line(("# " + line.ReplaceLineEndings(" ")).TrimEnd());
        return this;
    }

    /// <summary>Writes an empty line.</summary>
    public TextFormatWriter Blank()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A text in quotes.</summary>
    public static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            _ = (char)b switch
            {
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '"' => quoted.Append("\\\""),
                '\'' => quoted.Append(@"\'"),
                '\\' => quoted.Append(@"\\"),
                >= ' ' and <= '~' => quoted.Append((char)b),
                _ => quoted.Append('\\').Append((char)('0' + (b >> 6))).Append((char)('0' + ((b >> 3) & 7))).Append((char)('0' + (b & 7))),
            };
        }
        return quoted.Append('"').ToString();
    }

    private TextFormatWriter Line(string text)
    {
        _text.Append(' ', 2 * _depth).Append(text).Append('\n');
        return this;
    }
}
