using System.Globalization;

namespace TfKeyedExport.Errors;

/// <summary>The words for limits that were reached; every engine uses the same.</summary>
internal static class Limits
{
    /// <summary>A call took too long.</summary>
    public static TfKeyedException Time(TimeSpan limit, string? where = null) => new TimeLimitException(
        $"the call took longer than {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds: that is the limit for a call",
        where, "send fewer rows a call, or raise the limit with --time-limit SECONDS; a model with a loop that does not end cannot be run");

    /// <summary>Loading a model took too long.</summary>
    /// <param name="limit">The limit for a call, which holds for loading too, beside the time that reading the variables takes.</param>
    /// <param name="where">The model.</param>
    public static TfKeyedException Loading(TimeSpan limit, string where) => new TimeLimitException(
        $"loading the model took longer than {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds: that is the limit for a call",
        where, "raise the limit with --time-limit SECONDS")
    { Side = ErrorSide.Model };

    /// <summary>A call needs too much memory.</summary>
    /// <param name="limit">The limit in bytes.</param>
    /// <param name="wanted">How many bytes more were asked for.</param>
    public static TfKeyedException Memory(long limit, long wanted) => TfKeyedException.Limit(
        $"the call needs more than {Amount(limit)} of memory ({wanted} bytes more were asked for): that is the limit for a call",
        null, "send fewer rows a call, or raise the limit with --memory-limit BYTES");

    /// <summary>What a model keeps from call to call needs too much memory.</summary>
    /// <inheritdoc cref="Memory" path="/param"/>
    public static TfKeyedException State(long limit, long wanted) => new(
        ErrorKind.Limit,
        $"what the model keeps in its variables and tables needs more than {Amount(limit)} of memory ({wanted} bytes more were asked for): that is the limit",
        null, "raise the limit with --memory-limit BYTES, or load the model anew")
    { Side = ErrorSide.Model };

    /// <summary>The system has no memory left.</summary>
    public static TfKeyedException NoMemory(Exception inner) => new(
        ErrorKind.Limit,
        "there is not enough memory on this machine",
        null, "send fewer rows a call, or lower the limit with --memory-limit BYTES so that it is noticed before", inner)
    { Side = ErrorSide.Host };

    private static string Amount(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes} bytes";
}
