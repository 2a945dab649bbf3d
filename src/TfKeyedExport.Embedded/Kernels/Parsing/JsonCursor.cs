using System.Globalization;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>
/// A place in JSON as TensorFlow's parser of messages takes it: beside the standard's, names without quotes, quotes of both kinds, a comma behind the
/// last of a list, and control characters in strings.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="row">Whose text it is, for messages.</param>
/// <param name="word">Holds the last string that was read.</param>
internal ref struct JsonCursor(ReadOnlySpan<byte> text, int row, ByteBuffer word)
{
    private const int Deepest = 100;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _depth;

    /// <summary>The next byte that is no space; 0 at the end, where no value begins either.</summary>
    public byte Peek()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
        return _at < _text.Length ? _text[_at] : (byte)0;
    }

    /// <summary>Nothing may follow.</summary>
    public void End()
    {
        Peek();
        if (_at < _text.Length)
            throw Wrong("there is something behind its end");
    }

    /// <summary>An object or an array begins.</summary>
    public void Open(char bracket)
    {
        if (Peek() != bracket)
            throw Wrong($"a '{bracket}' is missing");
        if (++_depth > Deepest)
            throw Wrong($"it is nested more than {Deepest} deep");
        _at++;
    }

    /// <summary>Whether there is a further member or element; if not, the object or array has ended.</summary>
    public bool Next(char end, bool isFirst)
    {
        if (Peek() != end && !isFirst)
        {
            if (Peek() != ',')
                throw Wrong($"a comma or '{end}' is missing");
            _at++;
        }
        if (Peek() != end)
            return true;
        _at++;
        _depth--;
        return false;
    }

    /// <summary>A member's name, and what stands between it and the value.</summary>
    public ReadOnlySpan<byte> Name()
    {
        ReadOnlySpan<byte> name = Peek() is (byte)'"' or (byte)'\'' ? String() : PlainName();
        if (Peek() != ':')
            throw Wrong("a ':' is missing");
        _at++;
        return name;
    }

    /// <summary>Takes the value, if it is null.</summary>
    public bool TryNull()
    {
        if (Peek() != 'n' || !_text[_at..].StartsWith("null"u8))
            return false;
        _at += "null"u8.Length;
        return true;
    }

    /// <summary>A number as it is spelled.</summary>
    public ReadOnlySpan<byte> Number()
    {
        Peek();
        int start = _at;
        Skip('-');
        if (!Skip('0'))
            Digits();
        if (Skip('.'))
            Digits();
        if (Skip('e') || Skip('E'))
        {
            if (!Skip('+'))
                Skip('-');
            Digits();
        }
        return _text[start.._at];
    }

    /// <summary>A string's bytes, until the next one is read.</summary>
    public ReadOnlySpan<byte> String()
    {
        byte quote = Peek();
        if (quote is not ((byte)'"' or (byte)'\''))
            throw Wrong("a string is missing");
        word.Clear();
        _at++;
        while (true)
        {
            int length = _text[_at..].IndexOfAny(quote, (byte)'\\');
            if (length < 0)
                throw Wrong("a string does not end");
            ReadOnlySpan<byte> plain = _text.Slice(_at, length);
            if (!System.Text.Unicode.Utf8.IsValid(plain))
                throw Wrong("a string is not valid UTF-8");
            word.Append(plain);
            _at += length;
            if (_text[_at++] == quote)
                return word.Written;
            Escape();
        }
    }

    /// <summary>An error about this place.</summary>
    public readonly TfKeyedException Wrong(string what) => KernelContext.Error(
        string.Create(CultureInfo.InvariantCulture, $"Error while parsing JSON of row {row}: {what} (at byte {_at})"));

    private void Escape()
    {
        byte letter = _at < _text.Length ? _text[_at++] : (byte)0;
        switch (letter)
        {
            case (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'/':
                word.Append(letter);
                break;
            case (byte)'u' or (byte)'U':
                word.AppendCodePoint(CodePoint());
                break;
            default:
                int control = "bfnrt"u8.IndexOf(letter);
                if (control < 0)
                    throw Wrong("a '\\' stands before something that it does not escape");
                word.Append("\b\f\n\r\t"u8[control]);
                break;
        }
    }

    private int CodePoint()
    {
        char first = Unit();
        if (!char.IsSurrogate(first))
            return first;
        if (!char.IsHighSurrogate(first) || !Skip('\\') || !(Skip('u') || Skip('U')))
            throw Wrong("half of a surrogate pair stands alone");
        char second = Unit();
        return char.IsLowSurrogate(second) ? char.ConvertToUtf32(first, second) : throw Wrong("half of a surrogate pair stands alone");
    }

    private char Unit()
    {
        if (_text.Length - _at < 4 || !ushort.TryParse(_text.Slice(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            throw Wrong("'\\u' is not followed by four hexadecimal digits");
        _at += 4;
        return (char)unit;
    }

    private ReadOnlySpan<byte> PlainName()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetter((char)_text[_at]) || _text[_at] == '_' || (_at > start && char.IsAsciiDigit((char)_text[_at]))))
            _at++;
        ReadOnlySpan<byte> name = _text[start.._at];
        if (name.IsEmpty || name.SequenceEqual("null"u8) || name.SequenceEqual("true"u8) || name.SequenceEqual("false"u8))
            throw Wrong("a name is missing");
        return name;
    }

    private void Digits()
    {
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at]))
            _at++;
        if (_at == start)
            throw Wrong("a digit is missing");
    }

    private bool Skip(char what)
    {
        if (_at >= _text.Length || _text[_at] != what)
            return false;
        _at++;
        return true;
    }
}
