using System.Globalization;
using System.Text;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>Parses RE2's syntax, with the settings that TensorFlow leaves at their defaults.</summary>
internal sealed partial class RegexParser
{
    private const int MostRepetitions = 1000;
    private const int DeepestNesting = 250;

    private readonly int[] _pattern;
    private int _at;
    private int _depth;
    private Modes _modes;

    private RegexParser(int[] pattern) => _pattern = pattern;

    [Flags]
    private enum Modes
    {
        None = 0,
        IgnoreCase = 1,
        ManyLines = 2,
        DotTakesLineFeed = 4,
        SwapGreed = 8,
    }

    /// <summary>The number of groups met so far.</summary>
    private int Groups { get; set; }

    private bool AtEnd => _at == _pattern.Length;

    private int Next => _pattern[_at];

    /// <summary>Parses a pattern.</summary>
    /// <returns>The whole expression and the number of its groups.</returns>
    /// <exception cref="RegexSyntaxException">RE2 would not accept it.</exception>
    public static (RegexNode Node, int Groups) Parse(ReadOnlySpan<byte> pattern)
    {
        var codePoints = new List<int>(pattern.Length);
        while (!pattern.IsEmpty)
        {
            int length = Utf8.WellFormedLength(pattern);
            if (length == 0)
                throw new RegexSyntaxException("invalid UTF-8");
            Rune.DecodeFromUtf8(pattern, out Rune rune, out _);
            codePoints.Add(rune.Value);
            pattern = pattern[length..];
        }
        var parser = new RegexParser([.. codePoints]);
        RegexNode node = parser.Choice();
        if (!parser.AtEnd)
            throw new RegexSyntaxException("unexpected ): " + parser.Text(0));
        return (node, parser.Groups);
    }

    private RegexNode Choice()
    {
        if (++_depth > DeepestNesting)
            throw new RegexSyntaxException("expression nests too deeply");
        var parts = new List<RegexNode> { Sequence() };
        while (Take('|'))
            parts.Add(Sequence());
        _depth--;
        return parts.Count == 1 ? parts[0] : new RegexNode.Choice(parts);
    }

    private RegexNode Sequence()
    {
        var parts = new List<RegexNode>();
        int repetition = -1;
        while (!AtEnd && Next != '|' && Next != ')')
        {
            int start = _at;
            if (TryRepetition(out int least, out int most, out bool greedy))
            {
                if (parts.Count == 0)
                    throw new RegexSyntaxException("no argument for repetition operator: " + Text(start, _at));
                if (repetition >= 0)
                    throw new RegexSyntaxException("bad repetition operator: " + Text(repetition, _at));
                var repeat = new RegexNode.Repeat(parts[^1], least, most, greedy);
                if (repeat.CountedRepetitions > MostRepetitions)
                    throw new RegexSyntaxException("invalid repetition size: " + Text(start, _at));
                parts[^1] = repeat;
                repetition = start;
                continue;
            }
            repetition = -1;
            if (TakeText("\\Q"))
                Quoted(parts);
            else if (Piece() is { } piece)
                parts.Add(piece);
        }
        return parts.Count switch
        {
            0 => new RegexNode.Empty(),
            1 => parts[0],
            _ => new RegexNode.Sequence(parts),
        };
    }

    private void Quoted(List<RegexNode> parts)
    {
        while (!AtEnd && !TakeText("\\E"))
            parts.Add(Literal(_pattern[_at++]));
    }

    /// <summary>One part without its repetition; null where only modes were changed.</summary>
    private RegexNode? Piece()
    {
        int start = _at;
        int c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group(start);
            case '[':
                _at--;
                return new RegexNode.OneOf(BracketClass());
            case '.':
                return new RegexNode.OneOf(Dot());
            case '^':
                return new RegexNode.Look(_modes.HasFlag(Modes.ManyLines) ? Place.BeginLine : Place.BeginText);
            case '$':
                return new RegexNode.Look(_modes.HasFlag(Modes.ManyLines) ? Place.EndLine : Place.EndText);
            case '\\':
                return Escaped(start);
            default:
                return Literal(c);
        }
    }

    private CodePointSet Dot() => _modes.HasFlag(Modes.DotTakesLineFeed)
        ? new CodePointSet().Add(0, Utf8.MaxCodePoint)
        : CodePointSet.Of('\n').Complement();

    private RegexNode.OneOf Literal(int codePoint)
    {
        CodePointSet set = CodePointSet.Of(codePoint);
        return new RegexNode.OneOf(_modes.HasFlag(Modes.IgnoreCase) ? set.AddOtherCases() : set);
    }

    private RegexNode Escaped(int start)
    {
        if (AtEnd)
            throw new RegexSyntaxException("trailing \\");
        Place? place = Next switch
        {
            'A' => Place.BeginText,
            'z' => Place.EndText,
            'b' => Place.WordBoundary,
            'B' => Place.NoWordBoundary,
            _ => null,
        };
        if (place is { } known)
        {
            _at++;
            return new RegexNode.Look(known);
        }
        if (Take('C'))
            return new RegexNode.AnyByte();
        if (TryNamedClass(start) is { } named)
            return new RegexNode.OneOf(named);
        return Literal(EscapedCodePoint(start));
    }

    private RegexNode? Group(int start)
    {
        if (!Take('?'))
            return Captured();
        if (TakeText("P<"))
        {
            int name = _at;
            while (!AtEnd && Next != '>')
                _at++;
            if (AtEnd || !IsName(_pattern.AsSpan(name, _at - name)))
                throw new RegexSyntaxException("invalid named capture group: " + Text(start, Math.Min(_at + 1, _pattern.Length)));
            _at++;
            return Captured();
        }
        return ModesOrPlainGroup(start);
    }

    private static bool IsName(ReadOnlySpan<int> name)
    {
        foreach (int c in name)
        {
            bool fits = c == '_' || (Rune.IsValid(c) && Rune.GetUnicodeCategory(new Rune(c)) is
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
                or UnicodeCategory.LetterNumber);
            if (!fits)
                return false;
        }
        return !name.IsEmpty;
    }

    private RegexNode.Group Captured()
    {
        int number = ++Groups;
        return new RegexNode.Group(number, Body(_modes));
    }

    private RegexNode Body(Modes inside)
    {
        Modes outside = _modes;
        _modes = inside;
        RegexNode body = Choice();
        _modes = outside;
        return Take(')') ? body : throw new RegexSyntaxException("missing ): " + Text(0));
    }

    private RegexNode? ModesOrPlainGroup(int start)
    {
        Modes modes = _modes;
        bool off = false, any = false;
        while (!AtEnd)
        {
            int c = _pattern[_at++];
            Modes mode = c switch
            {
                'i' => Modes.IgnoreCase,
                'm' => Modes.ManyLines,
                's' => Modes.DotTakesLineFeed,
                'U' => Modes.SwapGreed,
                _ => Modes.None,
            };
            if (mode != Modes.None)
            {
                modes = off ? modes & ~mode : modes | mode;
                any = true;
            }
            else if (c == '-' && !off)
            {
                off = true;
                any = false;
            }
            else if (c is ':' or ')' && (any || !off))
            {
                if (c == ':')
                    return Body(modes);
                _modes = modes;
                return null;
            }
            else
            {
                break;
            }
        }
        throw new RegexSyntaxException("invalid perl operator: " + Text(start, _at));
    }

    private bool TryRepetition(out int least, out int most, out bool greedy)
    {
        least = 0;
        most = -1;
        int start = _at;
        greedy = true;
        if (Take('+'))
            least = 1;
        else if (Take('?'))
            most = 1;
        else if (!Take('*') && !TryCounts(out least, out most))
            return false;
        if (least > MostRepetitions || most > MostRepetitions || (most >= 0 && most < least))
            throw new RegexSyntaxException("invalid repetition size: " + Text(start, _at));
        greedy = !Take('?') ^ _modes.HasFlag(Modes.SwapGreed);
        return true;
    }

    private bool TryCounts(out int least, out int most)
    {
        int start = _at;
        least = 0;
        most = -1;
        if (Take('{') && TryNumber(out least))
        {
            most = least;
            if (Take(',') && !TryNumber(out most))
                most = -1;
            if (Take('}'))
                return true;
        }
        _at = start;
        return false;
    }

    private bool TryNumber(out int value)
    {
        int start = _at;
        value = 0;
        while (!AtEnd && Next is >= '0' and <= '9')
            value = Math.Min((value * 10) + _pattern[_at++] - '0', 100_000);
        bool leadingZero = _at - start > 1 && _pattern[start] == '0';
        return _at > start && !leadingZero;
    }

    private bool Take(char c)
    {
        if (AtEnd || Next != c)
            return false;
        _at++;
        return true;
    }

    private bool TakeText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (_at + i >= _pattern.Length || _pattern[_at + i] != text[i])
                return false;
        }
        _at += text.Length;
        return true;
    }

    private string Text(int from) => Text(from, _pattern.Length);

    private string Text(int from, int to)
    {
        var text = new StringBuilder();
        foreach (int codePoint in _pattern.AsSpan(from, to - from))
            text.Append(char.ConvertFromUtf32(codePoint));
        return text.ToString();
    }
}
