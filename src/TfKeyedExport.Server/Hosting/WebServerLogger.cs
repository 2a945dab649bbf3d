namespace TfKeyedExport.Server.Hosting;

/// <summary>What the web server tells, but for clients that have gone: each of them could fill the log, and what they did not wait for is counted.</summary>
/// <param name="log">Receives the rest.</param>
internal sealed class WebServerLogger(LineLogger log) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not (IOException or OperationCanceledException))
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
