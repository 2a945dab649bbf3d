using System.Threading.Channels;

namespace TfKeyedExport.Serving.Journals;

/// <summary>
/// Lines on their way to a file. Whoever has one never waits: it is queued, or dropped and counted. A thread of its own writes them, whole and in their order.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int MostLines = 8192;
    private const int MostAtOnce = 64 << 10;
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> _lines = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostLines) { SingleReader = true });
    private readonly Func<Stream> _open;
    private readonly Action<int> _dropped;
    private readonly Action<Exception> _trouble;
    private readonly Thread _writer;
    private Stream _stream;
    private volatile bool _reopen;
    private bool _isInTrouble;
    private bool _isTorn;

    /// <summary>Opens it.</summary>
    /// <param name="open">Opens what is written to, at its end.</param>
    /// <param name="dropped">Told how many lines were dropped.</param>
    /// <param name="trouble">Told why lines cannot be written, once until they can be again.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public Journal(Func<Stream> open, Action<int> dropped, Action<Exception> trouble)
    {
        _open = open;
        _dropped = dropped;
        _trouble = trouble;
        _stream = open();
        _writer = new Thread(Write) { IsBackground = true, Name = "journal" };
        _writer.Start();
    }

    /// <summary>Takes a line in.</summary>
    /// <param name="line">The line, with its end.</param>
    public void Add(byte[] line)
    {
        if (!_lines.Writer.TryWrite(line))
            _dropped(1);
    }

    /// <summary>Opens it anew before the next line, since what was written to was moved away.</summary>
    public void Reopen()
    {
        _reopen = true;
        // Wakes the writer, so that the old file is let go though no line comes.
        _lines.Writer.TryWrite([]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        // A disk that hangs must not keep the program.
        if (_writer.Join(LastWrite))
            _stream.Dispose();
    }

    private void Write()
    {
        var piece = new MemoryStream();
        while (_lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            int lines = 0;
            piece.SetLength(0);
            // A torn end stays in the file that was moved away.
            _isTorn &= !_reopen;
            // What was cut off is ended, so that only one line is torn; with what follows, lest a full disk takes nothing but ends.
            if (_isTorn)
                piece.WriteByte((byte)'\n');
            while (piece.Length < MostAtOnce && _lines.Reader.TryRead(out byte[]? line))
            {
                piece.Write(line);
                lines += line.Length > 0 ? 1 : 0;
            }
            Write(piece, lines);
        }
    }

    private void Write(MemoryStream piece, int lines)
    {
        long? start = null;
        try
        {
            if (_reopen)
                OpenAgain();
            if (lines == 0)
                return;
            start = _stream.CanSeek ? _stream.Position : null;
            _stream.Write(piece.GetBuffer().AsSpan(0, (int)piece.Length));
            _stream.Flush();
            _isInTrouble = false;
            _isTorn = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            _dropped(lines);
            if (!_isInTrouble)
                _trouble(e);
            _isInTrouble = true;
            _isTorn = !TakeBack(start);
        }
    }

    // A full disk may have taken a part of it, which must not stand before what comes next.
    private bool TakeBack(long? start)
    {
        if (start is not { } end)
            return false;
        try
        {
            if (_stream.Length > end)
                _stream.SetLength(end);
            _stream.Position = end;
            return !_isTorn;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private void OpenAgain()
    {
        _reopen = false;
        // The old one is kept if there is no new one.
        Stream next = _open();
        _stream.Dispose();
        _stream = next;
    }
}
