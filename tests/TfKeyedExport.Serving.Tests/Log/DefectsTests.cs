using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Log;

public sealed class DefectsTests : ILogger
{
    private readonly List<string> _told = [];
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_error_that_nobody_foresaw_is_told_once_in_ten_seconds_of_its_kind()
    {
        var defects = new Defects(this, _time);
        for (int i = 0; i < 3; i++)
            defects.Note(new NullReferenceException("first"));
        defects.Note(new KeyNotFoundException("other"));
        _time.Advance(TimeSpan.FromSeconds(10));
        defects.Note(new NullReferenceException("again"));
        Assert.Equal(["first", "other", "again"], _told.Select(t => t[(t.LastIndexOf(' ') + 1)..]));
    }

    [Fact]
    public void What_a_client_is_told_is_not()
    {
        var defects = new Defects(this, _time);
        foreach (Exception e in (Exception[])[ServingFault.Invalid("x"), new OperationCanceledException(), new IOException("gone")])
            defects.Note(e);
        Assert.Empty(_told);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _told.Add(formatter(state, exception));
}
