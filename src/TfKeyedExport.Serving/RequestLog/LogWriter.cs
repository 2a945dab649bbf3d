using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>
/// Makes rows of calls and writes them into files. What cannot be written is dropped and counted, and a while later it is tried again. Used by one thread.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    /// <summary>How long it does not try to write after that failed.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The longest that rows of a file wait that is written in one go.</summary>
    public static readonly TimeSpan LongestWhole = TimeSpan.FromMinutes(1);

    // What is written in one go is held in memory until then.
    private const long LargestWhole = 32L << 20;
    private const long LargestPiece = 1 << 20;

    private readonly LogFiles _files;
    private readonly IRowFormat _format;
    private readonly RowMaker _maker;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _time;
    private readonly Action<Exception?> _told;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _rows;
    private long? _failed;
    private bool _toldOfRow;

    /// <summary>Begins; the first file is made when there is something to write.</summary>
    /// <param name="options">What is written, and how large files become.</param>
    /// <param name="folder">Where files are made.</param>
    /// <param name="names">Their names.</param>
    /// <param name="format">Their form.</param>
    /// <param name="observer">Told what becomes of rows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="told">Told when writing fails, and, by null, when it goes on.</param>
    public LogWriter(
        RequestLogOptions options, ILogFolder folder, FileNames names, IRowFormat format, ILogObserver observer, TimeProvider time, Action<Exception?> told)
    {
        _format = format;
        _observer = observer;
        _time = time;
        _told = told;
        _maker = new RowMaker(new FieldRules(options.Fields), options.Headers);
        long mostBytes = format.IsWhole ? Math.Min(options.MaxFileBytes, LargestWhole) : options.MaxFileBytes;
        TimeSpan mostAge = format.IsWhole && options.MaxFileAge > LongestWhole ? LongestWhole : options.MaxFileAge;
        _files = new LogFiles(folder, names, time, mostBytes, mostAge);
    }

    /// <summary>Writes a call, or keeps it until its file is written.</summary>
    public void Write(AnsweredCall call)
    {
        if (IsPausing())
        {
            _observer.Rows(LogOutcome.WriteFailed, call.WrittenRows);
            return;
        }
        _files.Begin();
        string model = call.Plan.Signature.Model;
        _calls[model] = _calls.GetValueOrDefault(model) + 1;
        int made = 0;
        try
        {
            _maker.Make(call, row =>
            {
                _format.Add(row);
                _rows++;
                made++;
                // Within a call too: it may have more rows than fit into a file.
                if (_format.Length >= (_format.IsWhole ? _files.MostBytes : LargestPiece))
                    Spill();
            });
        }
        catch (Exception e)
        {
            // A row that cannot be made is no reason to write no others.
            if (!_toldOfRow)
                _told(e);
            _toldOfRow = true;
            _observer.Rows(LogOutcome.WriteFailed, call.WrittenRows - made);
        }
    }

    /// <summary>Hands what there is to the system, unless its form wants a file whole.</summary>
    public void Flush()
    {
        if (!_format.IsWhole)
            Spill();
    }

    /// <summary>Ends files that are old enough.</summary>
    public void Tick()
    {
        if (_files.IsOld)
            End();
    }

    /// <summary>Hands everything to the system, and ends the file.</summary>
    public void Dispose() => End();

    private bool IsPausing() => _failed is { } failed && _time.GetElapsedTime(failed) < Pause;

    private void End()
    {
        Spill();
        _files.Close();
    }

    private void Spill()
    {
        if (_rows == 0)
            return;
        LogOutcome outcome = LogOutcome.Written;
        try
        {
            if (_format.IsWhole)
                _files.WriteWhole(_format.Take().Span);
            else
                _files.Append(_format.Take().Span);
            if (_failed is not null)
                _told(null);
            _failed = null;
        }
        catch (Exception e)
        {
            outcome = LogOutcome.WriteFailed;
            if (_failed is null)
                _told(e);
            _failed = _time.GetTimestamp();
            // Whatever became of it, nothing is appended to it any more; and whatever it was, calls go on.
            _files.Close();
        }
        Count(outcome);
    }

    private void Count(LogOutcome outcome)
    {
        _observer.Rows(outcome, _rows);
        _rows = 0;
        if (outcome == LogOutcome.Written)
        {
            foreach ((string model, int calls) in _calls)
                _observer.Calls(model, calls);
        }
        _calls.Clear();
    }
}
