using System.Globalization;
using TfKeyedExport.Text;

namespace TfKeyedExport.Server.Hosting;

/// <summary>
/// Writes what the server tells of itself, a line each: time, level, number, text. Nothing that a stranger named moves a cursor or begins a line.
/// </summary>
/// <param name="destination">Receives the lines.</param>
/// <param name="time">The clock.</param>
internal sealed class LineLogger(TextWriter destination, TimeProvider time) : ILogger, ILoggerProvider
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string level = logLevel switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            _ => "error",
        };
        string stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string told = formatter(state, exception);
        // What the web server tells of an exception is only where it was met.
        if (exception is not null && !told.Contains(exception.Message, StringComparison.Ordinal))
            told = $"{told} {exception.GetType().Name}: {exception.Message}";
        string text = Visible.Of(told);
        lock (_gate)
        {
            destination.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stamp} {level} {eventId.Id} {text}"));
            destination.Flush();
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new WebServerLogger(this, time);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
