namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A place in a text that goes forward, and knows its line.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Where the next byte is.</summary>
    public readonly TextPosition Position => new(_line, _at - _lineStart + 1);

    /// <summary>How many bytes were read.</summary>
    public readonly int Offset => _at;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _at == _text.Length;

    /// <summary>The next byte; 0 at the end, where no text can have it in a meaning.</summary>
    public readonly byte Current => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>What was read since.</summary>
    /// <param name="start">An earlier <see cref="Offset"/>.</param>
    public readonly ReadOnlySpan<byte> Since(int start) => _text[start.._at];

    /// <summary>Goes over one byte, which has to be there.</summary>
    public byte Take()
    {
        byte taken = _text[_at++];
        if (taken == '\n')
        {
            _line++;
            _lineStart = _at;
        }
        return taken;
    }

    /// <summary>Goes over a byte if it is the next.</summary>
    public bool TakeIf(char wanted)
    {
        if (IsAtEnd || Current != wanted)
            return false;
        Take();
        return true;
    }

    /// <summary>Goes over blanks, line breaks and comments.</summary>
    public void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (Current is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
            {
                Take();
            }
            else if (Current == '#')
            {
                while (!IsAtEnd && Current != '\n')
                    Take();
            }
            else
            {
                break;
            }
        }
    }

    /// <summary>The error that something is wrong here.</summary>
    public readonly TextFormatException Wrong(string what, string? next = null) => new(what, Position, next);

    /// <summary>What stands here, for a message.</summary>
    public readonly string Here()
    {
        if (IsAtEnd)
            return "the end of the text";
        return Current is > (byte)' ' and <= (byte)'~' ? $"'{(char)Current}'" : $"a byte 0x{Current:x2}";
    }
}
