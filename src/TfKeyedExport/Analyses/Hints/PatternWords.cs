using System.Text;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>Writes words that a regular expression matches: one for each of its alternatives, each part as short as it may be and once more longer.</summary>
/// <remarks>What it does not understand it leaves out: a word that does not match is tried in vain.</remarks>
internal sealed class PatternWords
{
    private const int MostWords = 8;
    private const int LongestPattern = 1024;
    private const int LongestRepeat = 64;
    private const int Deepest = 16;

    private readonly string _pattern;
    private readonly bool _isLong;
    private int _at;
    private int _depth;

    private PatternWords(string pattern, bool isLong)
    {
        _pattern = pattern;
        _isLong = isLong;
    }

    /// <summary>Some words that match.</summary>
    public static IEnumerable<byte[]> Of(string pattern)
    {
        if (pattern.Length is 0 or > LongestPattern)
            return [];
        var words = new List<string>();
        foreach (bool isLong in (bool[])[false, true])
        {
            var reader = new PatternWords(pattern, isLong);
            words.AddRange(reader.Alternatives());
        }
        return words.Distinct().Take(MostWords).Select(Encoding.UTF8.GetBytes);
    }

    private List<string> Alternatives()
    {
        var found = new List<string>();
        if (_depth++ > Deepest)
            _at = _pattern.Length;
        do
        {
            found.AddRange(Sequence());
        }
        while (Take('|'));
        _depth--;
        return found.Count > MostWords ? found[..MostWords] : found;
    }

    private List<string> Sequence()
    {
        List<string> words = [""];
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            List<string> part = Atom();
            (int least, int most) = Repeats();
            int times = _isLong ? Math.Min(most, Math.Max(least, 3)) : least;
            times = Math.Min(times, LongestRepeat);
            words = [.. words.SelectMany(_ => part, (word, next) => word + string.Concat(Enumerable.Repeat(next, times))).Take(MostWords)];
        }
        return words;
    }

    private List<string> Atom()
    {
        char c = _pattern[_at++];
        switch (c)
        {
            case '(':
                Flags();
                List<string> inner = Alternatives();
                Take(')');
                return inner.Count == 0 ? [""] : inner;
            case '[':
                return [Class()];
            case '\\':
                return [_at < _pattern.Length ? Escaped(_pattern[_at++]) : ""];
            case '.':
                return ["x"];
            case '^' or '$':
                return [""];
            default:
                return [c.ToString()];
        }
    }

    // (?i), (?:...) and (?P<name>...).
    private void Flags()
    {
        if (!Take('?'))
            return;
        while (_at < _pattern.Length && _pattern[_at] is not (':' or ')' or '>'))
            _at++;
        if (_at < _pattern.Length && _pattern[_at] != ')')
            _at++;
    }

    private string Class()
    {
        bool isNegated = Take('^');
        var members = new HashSet<char>();
        char first = '\0';
        for (bool isFirst = true; _at < _pattern.Length && (isFirst || _pattern[_at] != ']'); isFirst = false)
        {
            char c = _pattern[_at++];
            if (c == '[' && _at < _pattern.Length && _pattern[_at] == ':')
            {
                int end = _pattern.IndexOf(":]", _at, StringComparison.Ordinal);
                string name = end < 0 ? "" : _pattern[(_at + 1)..end];
                _at = end < 0 ? _pattern.Length : end + 2;
                c = name switch { "digit" => '7', "space" => ' ', "punct" => '!', "upper" => 'Q', _ => 'q' };
            }
            else if (c == '\\' && _at < _pattern.Length)
                c = Escaped(_pattern[_at++]) is { Length: > 0 } text ? text[0] : '\\';
            if (first == '\0')
                first = c;
            members.Add(c);
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                for (char next = c; next < _pattern[_at + 1] && members.Count < 256; next++)
                    members.Add((char)(next + 1));
                _at += 2;
            }
        }
        Take(']');
        return (isNegated ? "x7 !Q~\n".FirstOrDefault(c => !members.Contains(c), '?') : first).ToString();
    }

    private static string Escaped(char c) => c switch
    {
        'd' => "7",
        'w' => "w",
        's' => " ",
        'D' or 'S' => "x",
        'W' => "!",
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'b' or 'B' or 'A' or 'z' or 'Z' or 'Q' or 'E' => "",
        _ => c.ToString(),
    };

    private (int Least, int Most) Repeats()
    {
        (int, int) found = (1, 1);
        if (Take('*'))
            found = (0, LongestRepeat);
        else if (Take('+'))
            found = (1, LongestRepeat);
        else if (Take('?'))
            found = (0, 1);
        else if (_at < _pattern.Length && _pattern[_at] == '{' && _pattern.IndexOf('}', _at) is > 0 and int end)
        {
            string[] ends = _pattern[(_at + 1)..end].Split(',');
            if (!int.TryParse(ends[0], out int least))
                return found;
            found = (least, ends.Length == 1 ? least : int.TryParse(ends[1], out int most) ? most : LongestRepeat);
            _at = end + 1;
        }
        else
            return found;
        // Lazy or possessive.
        _ = Take('?') || Take('+');
        return found;
    }

    private bool Take(char c)
    {
        bool isThere = _at < _pattern.Length && _pattern[_at] == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
