using System.Globalization;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>One line on standard error that follows a long copy; silent when nobody watches, and for copies that are over at once.</summary>
/// <param name="terminal">Where it is drawn.</param>
/// <param name="what">What takes so long.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressBar(Terminal terminal, string what, TimeProvider time) : IDisposable
{
    private const int Cells = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly long _start = time.GetTimestamp();
    private long _drawn;
    private bool _visible;

    /// <summary>Shows how far it is.</summary>
    /// <param name="done">Bytes done.</param>
    /// <param name="total">Bytes in all.</param>
    public void Report(long done, long total)
    {
        if (!terminal.ShowsProgress || time.GetElapsedTime(_start) < Patience || (_visible && time.GetElapsedTime(_drawn) < Pace && done < total))
            return;
        _drawn = time.GetTimestamp();
        _visible = true;
        double share = total == 0 ? 1 : (double)done / total;
        int full = (int)(share * Cells);
        double perSecond = done / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 1e-9);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"\r{what} [{new string('#', full)}{new string('.', Cells - full)}] {share,4:P0} {ByteCount.Text(done)} of {ByteCount.Text(total)}, "
                + $"{ByteCount.Text((long)perSecond)}/s");
        // Nothing but numbers and words of our own, and what moves the cursor.
        terminal.Error.Inner.Write(line);
        terminal.Error.Inner.Write("\e[K");
        terminal.Error.Flush();
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (!_visible)
            return;
        terminal.Error.Inner.Write("\r\e[K");
        terminal.Error.Flush();
    }
}
