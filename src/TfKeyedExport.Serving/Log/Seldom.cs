using System.Collections.Concurrent;

namespace TfKeyedExport.Serving.Log;

/// <summary>Lets through one event of a kind in ten seconds: strangers make them happen, and each could fill a log.</summary>
/// <param name="time">The clock.</param>
/// <typeparam name="T">What tells kinds apart; there are few of them.</typeparam>
internal sealed class Seldom<T>(TimeProvider time)
    where T : notnull
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<T, Last> _kinds = [];

    /// <summary>Whether an event may be told now.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="passedOver">How many of them were not told since the last that was.</param>
    public bool Take(T kind, out long passedOver)
    {
        Last last = _kinds.GetOrAdd(kind, static _ => new Last());
        lock (last)
        {
            passedOver = last.PassedOver;
            if (last.Told is { } told && time.GetElapsedTime(told) < Pause)
            {
                last.PassedOver++;
                return false;
            }
            last.Told = time.GetTimestamp();
            last.PassedOver = 0;
            return true;
        }
    }

    private sealed class Last
    {
        public long? Told { get; set; }

        public long PassedOver { get; set; }
    }
}
