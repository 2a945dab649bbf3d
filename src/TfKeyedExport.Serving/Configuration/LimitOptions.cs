using TfKeyedExport.Errors;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>How much a client may ask for.</summary>
internal sealed record LimitOptions
{
    /// <summary>The most bytes of a request's body, as it is sent.</summary>
    public long MaxBodyBytes { get; init; } = 64L << 20;

    /// <summary>The most bytes of a body that comes compressed, when it is not compressed any more.</summary>
    public long MaxDecompressedBytes { get; init; } = 100L << 20;

    /// <summary>The most rows of one request.</summary>
    public int MaxRows { get; init; } = 1_000_000;

    /// <summary>How many calls of one signature may wait where they are not joined in batches.</summary>
    public int MaxWaiting { get; init; } = 10_000;

    /// <summary>The most bytes of requests' bodies that are held at one time.</summary>
    public long MaxHeldBytes { get; init; } = 1L << 30;

    /// <summary>The most connections at one time, to each port.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How many bytes a second a client has to send of a body.</summary>
    public double LeastBytesPerSecond { get; init; } = 240;

    /// <summary>How long it may be slower than that at the beginning.</summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>In each of which a client has to send, on average, the least bytes a second of a body.</summary>
    public TimeSpan SlowWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes a second a client has to take of an answer, beyond the patience that it meets with.</summary>
    public double LeastTakenPerSecond { get; init; } = 32 << 10;

    /// <summary>How long a client may take nothing of a large answer.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes that one call of a model may hold.</summary>
    public long MemoryLimit { get; init; } = DefaultLimits.Memory;

    /// <summary>The longest that a call over REST takes; null for any time.</summary>
    public TimeSpan? RestTimeout { get; init; } = TimeSpan.FromMilliseconds(30_000);

    /// <summary>The longest that a call of a model takes, whoever asks.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a client may take for its request's head.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may keep a connection without a request.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);
}
