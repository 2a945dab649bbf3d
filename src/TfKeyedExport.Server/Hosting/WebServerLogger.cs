using System.Globalization;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Server.Hosting;

/// <summary>
/// What the web server tells: not of clients that have gone, and of each kind of event once in a while only, with how many were not told. Strangers make it
/// tell, and each of them could fill the log.
/// </summary>
/// <param name="log">Receives the rest.</param>
/// <param name="time">The clock.</param>
internal sealed class WebServerLogger(LineLogger log, TimeProvider time) : ILogger
{
    private readonly Seldom<int> _seldom = new(time);

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is IOException or OperationCanceledException)
            return;
        if (_seldom.Take(eventId.Id, out long passedOver))
            log.Log(logLevel, eventId, state, exception, passedOver == 0 ? formatter : (s, e) => Of(formatter(s, e), passedOver));
    }

    private static string Of(string text, long passedOver) => string.Create(CultureInfo.InvariantCulture, $"{text} (and {passedOver} more of these before)");
}
