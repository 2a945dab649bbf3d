namespace TfKeyedExport.Embedded.Text;

/// <summary>How a text is split.</summary>
internal enum SplitKind
{
    /// <summary>At runs of white space; none gives an empty piece.</summary>
    Spaces,

    /// <summary>At each whole separator.</summary>
    Separator,

    /// <summary>At each byte of a set.</summary>
    AnyOf,

    /// <summary>Into single bytes.</summary>
    Bytes,
}

/// <summary>The pieces of a text, one after the other, in place.</summary>
internal ref struct Splitter
{
    private readonly SplitKind _kind;
    private readonly ReadOnlySpan<byte> _separator;
    private readonly int _most;
    private ReadOnlySpan<byte> _rest;
    private int _splits;
    private bool _done;

    /// <summary>Starts at the beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">How to split.</param>
    /// <param name="separator">The separator or the set of bytes.</param>
    /// <param name="most">The most splits; negative for no limit.</param>
    public Splitter(ReadOnlySpan<byte> text, SplitKind kind, ReadOnlySpan<byte> separator, int most)
    {
        _kind = kind;
        _separator = separator;
        _most = most;
        _rest = kind == SplitKind.Spaces && most != 0 ? AsciiSpace.TrimStart(text) : text;
        _done = _rest.IsEmpty && (kind is SplitKind.Bytes or SplitKind.AnyOf || (kind == SplitKind.Spaces && most != 0));
    }

    /// <summary>The next piece, if there is one.</summary>
    public bool TryNext(out ReadOnlySpan<byte> piece)
    {
        piece = _rest;
        if (_done)
            return false;
        int length = 0, skipped = 0;
        bool isLast = _most >= 0 && _splits == _most;
        if (!isLast)
            Find(out length, out skipped, out isLast);
        if (isLast)
        {
            _done = true;
            return true;
        }
        _splits++;
        piece = _rest[..length];
        _rest = _rest[(length + skipped)..];
        if (_kind == SplitKind.Spaces)
            _rest = AsciiSpace.TrimStart(_rest);
        // What is left over when the limit is reached counts as a piece even if it is empty; else white space ends the text.
        _done = _rest.IsEmpty && (_kind == SplitKind.Bytes || (_kind == SplitKind.Spaces && _splits != _most));
        return true;
    }

    private readonly void Find(out int length, out int skipped, out bool isLast)
    {
        skipped = 1;
        switch (_kind)
        {
            case SplitKind.Spaces:
                length = 0;
                while (length < _rest.Length && !AsciiSpace.Is(_rest[length]))
                    length++;
                skipped = 0;
                isLast = false;
                return;
            case SplitKind.Separator:
                length = _rest.IndexOf(_separator);
                skipped = _separator.Length;
                break;
            case SplitKind.AnyOf:
                length = _rest.IndexOfAny(_separator);
                break;
            default:
                length = 1;
                skipped = 0;
                break;
        }
        isLast = length < 0;
    }
}
