using System.Text;

namespace TfKeyedExport.Text;

/// <summary>
/// A writer for people: all text that it is given comes out visible (<see cref="Visible"/>), so that nobody who prints a name can forget it. Lines end where
/// <c>WriteLine</c> ends them and nowhere else; emphasis passes as <see cref="StyledText"/>, alone or in an interpolated string.
/// </summary>
public sealed class VisibleWriter : TextWriter
{
    private char _high;

    /// <summary>Makes a writer; a visible one is not wrapped again.</summary>
    /// <param name="inner">Receives the visible text.</param>
    public static VisibleWriter Of(TextWriter inner) => inner as VisibleWriter ?? new VisibleWriter(inner);

    private VisibleWriter(TextWriter inner)
        : base(null)
    {
        Inner = inner;
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    /// <summary>The writer behind this one, for text that is the program's own from end to end, such as its help.</summary>
    public TextWriter Inner { get; }

    /// <inheritdoc/>
    public override Encoding Encoding => Inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        // The halves of a character may come one by one.
        if (char.IsHighSurrogate(value))
        {
            EndHalf();
            _high = value;
        }
        else if (_high != '\0' && char.IsLowSurrogate(value))
        {
            ReadOnlySpan<char> pair = [_high, value];
            _high = '\0';
            Inner.Write(Visible.Of(pair.ToString()));
        }
        else
        {
            Write(value.ToString());
        }
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        EndHalf();
        if (value is not null)
            Inner.Write(Visible.Of(value));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        EndHalf();
        if (Visible.FirstHidden(buffer) < 0)
            Inner.Write(buffer);
        else
            Inner.Write(Visible.Of(buffer.ToString()));
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>Writes text with emphasis.</summary>
    public void Write(StyledText value)
    {
        EndHalf();
        Inner.Write(value.Sequences);
    }

    /// <summary>Writes a string whose holes may be emphasis.</summary>
    public void Write(ref VisibleText text) => Inner.Write(text.ToStringAndClear());

    /// <inheritdoc/>
    public override void WriteLine()
    {
        EndHalf();
        Inner.WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteLine(char value)
    {
        Write(value);
        WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        Write(buffer);
        WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteLine(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        WriteLine();
    }

    /// <summary>Writes a line with emphasis.</summary>
    public void WriteLine(StyledText value)
    {
        Write(value);
        WriteLine();
    }

    /// <summary>Writes a line whose holes may be emphasis.</summary>
    public void WriteLine(ref VisibleText text)
    {
        EndHalf();
        Write(ref text);
        WriteLine();
    }

    /// <inheritdoc/>
    public override void Flush() => Inner.Flush();

    private void EndHalf()
    {
        if (_high == '\0')
            return;
        string half = _high.ToString();
        _high = '\0';
        Inner.Write(Visible.Of(half));
    }
}
