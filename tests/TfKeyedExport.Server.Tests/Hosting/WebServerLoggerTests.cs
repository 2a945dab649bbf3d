using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Server.Hosting;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

public sealed class WebServerLoggerTests : IDisposable
{
    private readonly StringWriter _text = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LineLogger _lines;
    private readonly ILogger _log;

    public WebServerLoggerTests()
    {
        _lines = new LineLogger(_text, _time);
        _log = _lines.CreateLogger("web server");
    }

    [Fact]
    public void A_kind_of_event_is_told_once_in_ten_seconds_with_how_often_it_happened()
    {
        for (int i = 0; i < 1000; i++)
            Tell(1, "full");
        Tell(2, "other");
        _time.Advance(TimeSpan.FromSeconds(10));
        Tell(1, "full");
        Assert.Equal(["warning 1 full", "warning 2 other", "warning 1 full (and 999 more of these before)"], Lines());
    }

    [Fact]
    public void Clients_that_have_gone_are_not_told_of()
    {
        Tell(1, "reset", new IOException("gone"));
        Tell(1, "given up", new OperationCanceledException());
        Assert.Empty(Lines());
    }

    [Fact]
    public void An_exceptions_words_are_in_the_line_and_move_no_cursor()
    {
        Tell(1, "failed", new InvalidOperationException("no\nway\u001b[2J"));
        string line = Assert.Single(Lines());
        Assert.Contains("InvalidOperationException: no", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', line);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _text.Dispose();
    }

    private void Tell(int number, string text, Exception? exception = null) =>
        _log.Log(LogLevel.Warning, new EventId(number), text, exception, static (t, _) => t);

    // Without the time.
    private string[] Lines() => [.. _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[(l.IndexOf(' ') + 1)..])];
}
