namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>A regular expression with RE2's meaning over bytes: leftmost-first, UTF-8 where it looks at characters, never slower than linear.</summary>
/// <remarks>May be used by many threads at once.</remarks>
internal sealed class ByteRegex
{
    private readonly RegexProgram _program;
    private RegexMatcher? _spare;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="RegexSyntaxException">RE2 would not accept it.</exception>
    public ByteRegex(ReadOnlySpan<byte> pattern)
    {
        (RegexNode node, int groups) = RegexParser.Parse(pattern);
        _program = RegexCompiler.CompileWhole(node, groups);
    }

    /// <summary>The number of groups.</summary>
    public int Groups => _program.Groups;

    /// <summary>Whether the whole text matches.</summary>
    public bool MatchesWhole(ReadOnlySpan<byte> text)
    {
        RegexMatcher matcher = Rent();
        bool matches = matcher.MatchesWhole(text);
        _spare = matcher;
        return matches;
    }

    /// <summary>Writes a text with its matches rewritten.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rewrite">What stands for a match.</param>
    /// <param name="all">Every match rather than the first.</param>
    /// <param name="target">Gets the result behind what it holds.</param>
    public void Replace(ReadOnlySpan<byte> text, Rewrite rewrite, bool all, ByteBuffer target)
    {
        if (rewrite.HighestGroup > Groups)
            target.Append(text);
        else if (_program.IsOneByte && all && rewrite.IsPlain)
            ReplaceBytes(text, rewrite, target);
        else
            ReplaceMatches(text, rewrite, all, target);
    }

    private RegexMatcher Rent() => Interlocked.Exchange(ref _spare, null) ?? new RegexMatcher(_program);

    private void ReplaceBytes(ReadOnlySpan<byte> text, Rewrite rewrite, ByteBuffer target)
    {
        while (true)
        {
            int at = text.IndexOfAny(_program.FirstBytes!);
            if (at < 0)
                break;
            target.Append(text[..at]);
            rewrite.Write([], default, target);
            text = text[(at + 1)..];
        }
        target.Append(text);
    }

    private void ReplaceMatches(ReadOnlySpan<byte> text, Rewrite rewrite, bool all, ByteBuffer target)
    {
        RegexMatcher matcher = Rent();
        int at = 0, lastEnd = -1;
        int start = target.Length;
        while (at <= text.Length && matcher.Find(text, at, rewrite.HighestGroup))
        {
            (int first, int end) = (matcher.Bounds[0], matcher.Bounds[1]);
            target.Append(text[at..first]);
            at = end;
            if (first == end && first == lastEnd)
            {
                // No empty match right behind the last one: one character goes over unchanged.
                int length = at == text.Length ? 1 : Math.Max(1, Utf8.LenientLength(text[at..]));
                target.Append(text.Slice(at, Math.Min(length, text.Length - at)));
                at += length;
                continue;
            }
            bool valid = rewrite.Write(text, matcher.Bounds, target);
            lastEnd = end;
            if (all)
                continue;
            if (!valid)
            {
                target.Truncate(start);
                at = 0;
            }
            break;
        }
        if (at < text.Length)
            target.Append(text[at..]);
        _spare = matcher;
    }
}
