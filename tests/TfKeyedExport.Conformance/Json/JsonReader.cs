using System.Globalization;
using System.Text;

namespace TfKeyedExport.Conformance.Json;

/// <summary>Reads JSON as TensorFlow Serving writes it: strictly, but for the numbers NaN, Infinity and -Infinity.</summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 2000;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <summary>The one value that a text is.</summary>
    /// <exception cref="FormatException">It is not JSON.</exception>
    public static JsonNode Parse(string text)
    {
        var reader = new JsonReader(text);
        JsonNode value = reader.Value();
        reader.Blanks();
        return reader._at == text.Length ? value : throw reader.Wrong("nothing more");
    }

    /// <summary>The one value that a text is; null if it is not JSON.</summary>
    public static JsonNode? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private JsonNode Value()
    {
        if (++_depth > MaxDepth)
            throw Wrong("less depth");
        Blanks();
        JsonNode value = Peek() switch
        {
            '{' => Members(),
            '[' => Items(),
            '"' => JsonNode.OfText(Quoted()),
            _ => Word(),
        };
        _depth--;
        return value;
    }

    private JsonNode Members()
    {
        var members = new List<KeyValuePair<string, JsonNode>>();
        _at++;
        if (Took('}'))
            return JsonNode.OfMembers(members);
        do
        {
            Blanks();
            string name = Peek() == '"' ? Quoted() : throw Wrong("a name");
            Want(':');
            members.Add(new(name, Value()));
        }
        while (Took(','));
        Want('}');
        return JsonNode.OfMembers(members);
    }

    private JsonNode Items()
    {
        var items = new List<JsonNode>();
        _at++;
        if (Took(']'))
            return JsonNode.OfList(items);
        do
            items.Add(Value());
        while (Took(','));
        Want(']');
        return JsonNode.OfList(items);
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; Peek() != '"'; _at++)
        {
            if (Peek() < ' ')
                throw Wrong("no control character");
            text.Append(Peek() == '\\' ? Escaped() : Peek());
        }
        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        _at++;
        switch (Peek())
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case '"' or '\\' or '/':
                return Peek();
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                _at += 4;
                return (char)unit;
            default:
                throw Wrong("an escape");
        }
    }

    private JsonNode Word()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
            _at++;
        string word = _text[start.._at];
        return word switch
        {
            "null" => JsonNode.Null,
            "true" or "false" => JsonNode.OfBool(word == "true"),
            "NaN" or "Infinity" or "-Infinity" => JsonNode.OfNumber(word),
            _ when IsNumber(word) => JsonNode.OfNumber(word),
            _ => throw Wrong("a value"),
        };
    }

    private static bool IsNumber(string word)
    {
        ReadOnlySpan<char> rest = word.AsSpan(word.StartsWith('-') ? 1 : 0);
        return rest.Length > 0 && char.IsAsciiDigit(rest[0]) && char.IsAsciiDigit(rest[^1])
            && (rest[0] != '0' || rest.Length == 1 || !char.IsAsciiDigit(rest[1]))
            && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private bool Took(char c)
    {
        Blanks();
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private void Want(char c)
    {
        if (!Took(c))
            throw Wrong($"'{c}'");
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Wrong("more");

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t')
            _at++;
    }

    private FormatException Wrong(string wanted) => new($"at {_at}: {wanted} was expected");
}
