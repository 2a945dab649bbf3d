using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Text;

namespace TfKeyedExport.Server.Hosting;

/// <summary>The request log from the server's start to its end.</summary>
internal static class CallLogs
{
    private const int Part = 5;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    /// <summary>Begins to log; null if nothing is to be logged, or nothing can be: the latter is told.</summary>
    public static CallLogger? Open(RequestLogOptions? options, ServerMetrics metrics, TimeProvider time, ILogger log, TextWriter errors)
    {
        if (options is null)
            return null;
        try
        {
            return new CallLogger(options, new DiskFolder(options.Directory), metrics.OfLog(), time, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine($"error: the request log cannot be written to {Visible.Of(options.Directory)}: {Visible.Of(e.Message)}");
            errors.WriteLine("  next:  give --request-log a folder that this user may write to, or leave it out");
            return null;
        }
    }

    /// <summary>The part of the time for draining that is kept for the log.</summary>
    public static TimeSpan ShareOf(TimeSpan drain) => drain / Part < Most ? drain / Part : Most;
}
