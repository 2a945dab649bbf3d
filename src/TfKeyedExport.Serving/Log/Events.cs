using Microsoft.Extensions.Logging;

namespace TfKeyedExport.Serving.Log;

/// <summary>What the server writes down of itself. The numbers are known to whoever watches: none is given twice, none changes its meaning.</summary>
internal static partial class Events
{
    [LoggerMessage(100, LogLevel.Information, "{Model} version {Version}: loading from {Folder}")]
    public static partial void Loading(this ILogger log, string model, long version, string folder);

    [LoggerMessage(101, LogLevel.Information, "{Model} version {Version}: available after {Milliseconds:0.0} ms on {Engine}")]
    public static partial void Available(this ILogger log, string model, long version, double milliseconds, string engine);

    [LoggerMessage(102, LogLevel.Error, "{Model} version {Version}: could not be loaded: {Reason}")]
    public static partial void LoadFailed(this ILogger log, string model, long version, string reason);

    [LoggerMessage(103, LogLevel.Warning, "{Model} version {Version}: could not be loaded, tried again in {Seconds} s: {Reason}")]
    public static partial void LoadRetried(this ILogger log, string model, long version, double seconds, string reason);

    [LoggerMessage(104, LogLevel.Information, "{Model} version {Version}: unloading, {Calls} calls still run")]
    public static partial void Unloading(this ILogger log, string model, long version, int calls);

    [LoggerMessage(105, LogLevel.Information, "{Model} version {Version}: gone")]
    public static partial void Unloaded(this ILogger log, string model, long version);

    [LoggerMessage(106, LogLevel.Warning, "{Model}: {Reason}")]
    public static partial void FolderTrouble(this ILogger log, string model, string reason);

    [LoggerMessage(107, LogLevel.Information, "{Model} version {Version}: not loaded yet: {Reason}")]
    public static partial void Waiting(this ILogger log, string model, long version, string reason);

    [LoggerMessage(108, LogLevel.Error, "watching the models' folders failed; it goes on: {Reason}")]
    public static partial void WatchFailed(this ILogger log, Exception error, string reason);

    [LoggerMessage(109, LogLevel.Error, "{Model} version {Version}: what it held could not be given back: {Reason}")]
    public static partial void FreeFailed(this ILogger log, Exception error, string model, long version, string reason);

    [LoggerMessage(110, LogLevel.Information, "{Model} version {Version}, signature {Signature}: rows of requests are {Word}: {Reason}")]
    public static partial void Judged(this ILogger log, string model, long version, string signature, string word, string reason);

    [LoggerMessage(111, LogLevel.Error, "{File} was read again and is not taken over; what it said before holds: {Reason}")]
    public static partial void ConfigRefused(this ILogger log, string file, string reason);

    [LoggerMessage(112, LogLevel.Error, "a call ended with an error of the server's own, which is worth a report: {Text}")]
    public static partial void Defect(this ILogger log, Exception error, string text);

    [LoggerMessage(120, LogLevel.Error, "the request log cannot be written; its rows are dropped until it can: {Reason}")]
    public static partial void RequestLogFailed(this ILogger log, string reason);

    [LoggerMessage(122, LogLevel.Error, "the request log was not written to its end within the time for draining; the last rows are lost")]
    public static partial void RequestLogCut(this ILogger log);

    [LoggerMessage(121, LogLevel.Information, "the request log is written again")]
    public static partial void RequestLogGoesOn(this ILogger log);

    [LoggerMessage(130, LogLevel.Error, "the access log cannot be written; lines are dropped and counted until it can be again: {Reason}")]
    public static partial void AccessLogFailed(this ILogger log, string reason);
}
