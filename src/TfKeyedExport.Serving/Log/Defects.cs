using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Faults;

namespace TfKeyedExport.Serving.Log;

/// <summary>
/// Writes down what no client is told: errors that nobody foresaw. Of a kind it does so now and then only, since what makes them can be sent again and again.
/// </summary>
/// <param name="log">Receives them.</param>
/// <param name="time">The clock.</param>
internal sealed class Defects(ILogger log, TimeProvider time)
{
    private const int LongestText = 4096;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    /// <summary>Notes an error that a call ended with; whatever has a cause that its client is told is passed over.</summary>
    public void Note(Exception error)
    {
        if (error is ServingFault or TfKeyedException or OperationCanceledException or IOException)
            return;
        long now = time.GetTimestamp();
        string kind = error.GetType().Name;
        if (_told.TryGetValue(kind, out long told) && time.GetElapsedTime(told, now) < Pause)
            return;
        _told[kind] = now;
        string text = error.ToString();
        log.Defect(error, text.Length > LongestText ? text[..LongestText] : text);
    }
}
