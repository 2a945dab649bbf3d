namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>What stands for a match: plain bytes, <c>\0</c> to <c>\9</c> for groups, <c>\\</c> for a backslash.</summary>
internal sealed class Rewrite
{
    private readonly byte[] _text;

    /// <summary>Takes a rewrite text; a wrong escape in it ends what is written, as in RE2.</summary>
    public Rewrite(ReadOnlySpan<byte> text)
    {
        _text = text.ToArray();
        for (int i = 0; i + 1 < _text.Length; i++)
        {
            if (_text[i] != (byte)'\\')
                continue;
            i++;
            if (char.IsAsciiDigit((char)_text[i]))
                HighestGroup = Math.Max(HighestGroup, _text[i] - '0');
        }
        IsPlain = !_text.Contains((byte)'\\');
    }

    /// <summary>The highest group that is named.</summary>
    public int HighestGroup { get; }

    /// <summary>Whether it is the same for every match.</summary>
    public bool IsPlain { get; }

    /// <summary>Writes what stands for one match.</summary>
    /// <returns>False if an escape is wrong.</returns>
    public bool Write(ReadOnlySpan<byte> text, ReadOnlySpan<int> bounds, ByteBuffer target)
    {
        if (IsPlain)
        {
            target.Append(_text);
            return true;
        }
        for (int i = 0; i < _text.Length; i++)
        {
            if (_text[i] != (byte)'\\')
            {
                target.Append(_text[i]);
                continue;
            }
            i++;
            byte c = i < _text.Length ? _text[i] : (byte)0;
            if (c == (byte)'\\')
                target.Append(c);
            else if (!char.IsAsciiDigit((char)c))
                return false;
            else if (bounds[(c - '0') * 2] >= 0)
                target.Append(text[bounds[(c - '0') * 2]..bounds[((c - '0') * 2) + 1]]);
        }
        return true;
    }
}
