namespace TfKeyedExport.Embedded.Text.Regexes;

/// <content>Escapes and classes.</content>
internal sealed partial class RegexParser
{
    private CodePointSet BracketClass()
    {
        int start = _at++;
        bool negated = Take('^');
        var set = new CodePointSet();
        bool first = true;
        while (AtEnd || Next != ']' || first)
        {
            if (AtEnd)
                throw new RegexSyntaxException("missing ]: " + Text(start));
            first = false;
            int item = _at;
            if (TakeText("[:"))
            {
                if (TryPosixClass(set))
                    continue;
                _at = item;
            }
            if (Take('\\') && TryNamedClass(item) is { } named)
            {
                set.Add(named);
                continue;
            }
            _at = item;
            int low = ClassCodePoint(start);
            int high = low;
            if (_at + 1 < _pattern.Length && Next == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                high = ClassCodePoint(start);
                if (high < low)
                    throw new RegexSyntaxException("invalid character class range: " + Text(item, _at));
            }
            CodePointSet range = new CodePointSet().Add(low, high);
            set.Add(_modes.HasFlag(Modes.IgnoreCase) ? range.AddOtherCases() : range);
        }
        _at++;
        return negated ? set.Complement() : set;
    }

    private int ClassCodePoint(int start)
    {
        if (AtEnd)
            throw new RegexSyntaxException("missing ]: " + Text(start));
        int item = _at++;
        return _pattern[item] == '\\' ? EscapedCodePoint(item) : _pattern[item];
    }

    private bool TryPosixClass(CodePointSet target)
    {
        int item = _at - 2;
        bool negated = Take('^');
        int name = _at;
        while (!AtEnd && Next is >= 'a' and <= 'z')
            _at++;
        int end = _at;
        if (!TakeText(":]"))
            return false;
        CodePointSet set = NamedClasses.Posix(Text(name, end))
            ?? throw new RegexSyntaxException("invalid character class range: " + Text(item, _at));
        target.Add(InMode(set, negated));
        return true;
    }

    /// <summary>The class that an escape names (<c>\d</c>, <c>\pN</c>, ...); null for any other escape.</summary>
    private CodePointSet? TryNamedClass(int start)
    {
        if (AtEnd)
            return null;
        int c = Next;
        CodePointSet? perl = c switch
        {
            'd' or 'D' => NamedClasses.Posix("digit"),
            's' or 'S' => NamedClasses.PerlSpace(),
            'w' or 'W' => NamedClasses.Posix("word"),
            _ => null,
        };
        if (perl is not null)
        {
            _at++;
            return InMode(perl, c is 'D' or 'S' or 'W');
        }
        if (c is not ('p' or 'P'))
            return null;
        _at++;
        return UnicodeClass(start, c == 'P');
    }

    private CodePointSet UnicodeClass(int start, bool negated)
    {
        if (AtEnd)
            throw new RegexSyntaxException("invalid character class range: " + Text(start));
        int from = _at++;
        int to = _at;
        if (_pattern[from] == '{')
        {
            from++;
            while (!AtEnd && Next != '}')
                _at++;
            if (AtEnd)
                throw new RegexSyntaxException("invalid character class range: " + Text(start));
            to = _at++;
            if (from < to && _pattern[from] == '^')
            {
                from++;
                negated = !negated;
            }
        }
        CodePointSet set = NamedClasses.Unicode(Text(from, to))
            ?? throw new RegexSyntaxException("invalid character class range: " + Text(start, _at));
        return InMode(set, negated);
    }

    private CodePointSet InMode(CodePointSet set, bool negated)
    {
        if (_modes.HasFlag(Modes.IgnoreCase))
            set.AddOtherCases();
        return negated ? set.Complement() : set;
    }

    /// <summary>The code point that an escape stands for; the backslash has been read.</summary>
    private int EscapedCodePoint(int start)
    {
        if (AtEnd)
            throw new RegexSyntaxException("trailing \\");
        int c = _pattern[_at++];
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return Hexadecimal(start);
            case >= '1' and <= '7' when AtEnd || Next is < '0' or > '7': break;
            case >= '0' and <= '7': return Octal(c - '0');
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)c): return c;
        }
        throw new RegexSyntaxException("invalid escape sequence: " + Text(start, _at));
    }

    private int Octal(int value)
    {
        for (int i = 0; i < 2 && !AtEnd && Next is >= '0' and <= '7'; i++)
            value = (value * 8) + _pattern[_at++] - '0';
        return value;
    }

    private int Hexadecimal(int start)
    {
        bool braced = Take('{');
        int value = 0, digits = 0;
        while (!AtEnd && Next < 0x80 && char.IsAsciiHexDigit((char)Next) && (braced || digits < 2) && value <= Utf8.MaxCodePoint)
        {
            value = (value * 16) + Convert.ToInt32(((char)_pattern[_at++]).ToString(), 16);
            digits++;
        }
        bool whole = braced ? digits > 0 && value <= Utf8.MaxCodePoint && Take('}') : digits == 2;
        if (!whole)
            throw new RegexSyntaxException("invalid escape sequence: " + Text(start, braced ? _at : Math.Min(_at + 1, _pattern.Length)));
        return value;
    }
}
