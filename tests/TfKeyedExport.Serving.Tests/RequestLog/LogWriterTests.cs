using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class LogWriterTests
{
    private readonly LogHarness _log = new();

    [Fact]
    public void No_file_is_made_before_there_is_something_to_write()
    {
        using (LogWriter writer = _log.Writer())
        {
            writer.Flush();
            _log.Time.Advance(TimeSpan.FromDays(1));
            writer.Tick();
        }
        Assert.Empty(_log.Folder.Names);
    }

    [Fact]
    public void Lines_are_there_at_once_and_counted_then()
    {
        using LogWriter writer = _log.Writer();
        writer.Write(_log.Call("a", "b"));
        writer.Flush();
        Assert.Equal(2, _log.Folder.Text.Count(c => c == '\n'));
        Assert.Equal((2, 1), (_log.Count(LogOutcome.Written), _log.Called["m"]));
    }

    [Fact]
    public void A_file_that_is_large_enough_is_followed_by_another()
    {
        using LogWriter writer = _log.Writer(LogHarness.Plain with { MaxFileBytes = 400 });
        for (int i = 0; i < 4; i++)
        {
            writer.Write(_log.Call("a"));
            writer.Flush();
        }
        Assert.Equal(["requests-20300102T030405Z-me-000001.jsonl", "requests-20300102T030405Z-me-000002.jsonl"], _log.Folder.Names);
    }

    [Fact]
    public void A_file_that_is_old_enough_is_ended_though_nothing_comes()
    {
        using LogWriter writer = _log.Writer();
        writer.Write(_log.Call("a"));
        writer.Flush();
        _log.Time.Advance(LogHarness.Plain.MaxFileAge - TimeSpan.FromSeconds(1));
        writer.Tick();
        Assert.Equal(1, _log.Folder.OpenFiles);
        _log.Time.Advance(TimeSpan.FromSeconds(1));
        writer.Tick();
        Assert.Equal(0, _log.Folder.OpenFiles);
    }

    [Fact]
    public void Parquet_is_a_file_a_minute_whatever_is_said()
    {
        using LogWriter writer = _log.Writer(LogHarness.Plain with { Format = LogFormat.Parquet });
        writer.Write(_log.Call("a"));
        writer.Flush();
        _log.Time.Advance(TimeSpan.FromSeconds(59));
        writer.Tick();
        Assert.Empty(_log.Folder.Names);
        _log.Time.Advance(TimeSpan.FromSeconds(1));
        writer.Tick();
        Assert.Equal(["requests-20300102T030505Z-me-000001.parquet"], _log.Folder.Names);
        Assert.Equal((1, 0), (_log.Count(LogOutcome.Written), _log.Folder.OpenFiles));
    }

    [Fact]
    public void A_call_of_more_rows_than_fit_into_a_file_becomes_several()
    {
        using (LogWriter writer = _log.Writer(LogHarness.Plain with { Format = LogFormat.Parquet, MaxFileBytes = 1000 }))
            writer.Write(_log.Call([.. Enumerable.Range(0, 100).Select(i => $"key-{i}")]));
        Assert.InRange(_log.Folder.Names.Count, 5, 50);
        Assert.Equal(100, _log.Count(LogOutcome.Written));
    }

    [Theory]
    [InlineData(LogFormat.JsonLines)]
    [InlineData(LogFormat.Parquet)]
    internal void A_full_disk_drops_and_counts_and_is_tried_again(LogFormat format)
    {
        LogWriter writer = _log.Writer(LogHarness.Plain with { Format = format, MaxFileAge = TimeSpan.Zero });
        _log.Folder.IsFull = true;
        Send(writer, _log.Call("lost"));
        Send(writer, _log.Call("lost too"));
        Assert.Equal((0, 2), (_log.Count(LogOutcome.Written), _log.Count(LogOutcome.WriteFailed)));
        Assert.Empty(_log.Folder.Text);

        _log.Folder.IsFull = false;
        _log.Time.Advance(LogWriter.Pause);
        Send(writer, _log.Call("there"));
        writer.Dispose();
        Assert.Equal((1, 2), (_log.Count(LogOutcome.Written), _log.Count(LogOutcome.WriteFailed)));
        Assert.Equal(["No space left on device", null], _log.Told);
    }

    [Fact]
    public void A_disk_that_stays_full_is_told_of_once()
    {
        using LogWriter writer = _log.Writer();
        _log.Folder.IsFull = true;
        for (int i = 0; i < 3; i++)
        {
            Send(writer, _log.Call("lost"));
            _log.Time.Advance(LogWriter.Pause);
        }
        Assert.Single(_log.Told);
        Assert.Equal(3, _log.Count(LogOutcome.WriteFailed));
    }

    // Files are old enough at once, so that both forms are written.
    private static void Send(LogWriter writer, AnsweredCall call)
    {
        writer.Write(call);
        writer.Flush();
        writer.Tick();
    }
}
