using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>The longest that a call may take. TensorFlow ends it by itself; an operation that does not let itself be ended is left to its thread.</summary>
internal sealed class CallLimit
{
    // What TensorFlow gets to end a call before its caller stops waiting.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // Slower than any disk that variables should lie on.
    private const double BytesPerSecond = 20 << 20;

    private readonly byte[] _plain;

    /// <param name="limit">The limit; one that is no time or longer than a month sets none.</param>
    public CallLimit(TimeSpan limit)
    {
        IsSet = limit > TimeSpan.Zero && limit < TimeSpan.FromDays(30);
        Limit = limit;
        _plain = Options(limit, RunOptions.Types.TraceLevel.NoTrace);
    }

    /// <summary>Whether there is a limit.</summary>
    public bool IsSet { get; }

    /// <summary>The limit.</summary>
    public TimeSpan Limit { get; }

    /// <summary>How long a caller waits who can stop waiting.</summary>
    public TimeSpan Patience => IsSet ? Limit + Grace : Timeout.InfiniteTimeSpan;

    /// <summary>Options for a call; null if nothing is to be said.</summary>
    /// <param name="isTraced">Whether TensorFlow is to note where its operations run.</param>
    public BufferHandle? ForCall(bool isTraced) => isTraced ? BufferHandle.From(Options(Limit, RunOptions.Types.TraceLevel.FullTrace))
        : IsSet ? BufferHandle.From(_plain) : null;

    /// <summary>Options for loading a model; reading its variables gets time of its own.</summary>
    /// <param name="folder">The model's folder.</param>
    public BufferHandle? ForLoading(string folder) =>
        IsSet ? BufferHandle.From(Options(LimitForLoading(folder), RunOptions.Types.TraceLevel.NoTrace)) : null;

    /// <summary>How long somebody waits for a model to be loaded: making its graph knows no limit in TensorFlow.</summary>
    /// <param name="folder">The model's folder.</param>
    public TimeSpan PatienceForLoading(string folder) => IsSet ? LimitForLoading(folder) + Grace : Timeout.InfiniteTimeSpan;

    private TimeSpan LimitForLoading(string folder)
    {
        string variables = Path.Combine(folder, "variables");
        long bytes = Directory.Exists(variables) ? new DirectoryInfo(variables).EnumerateFiles().Sum(f => f.Exists ? f.Length : 0) : 0;
        return Limit + TimeSpan.FromSeconds(bytes / BytesPerSecond);
    }

    /// <summary>The error of a call that TensorFlow ended; null if something else failed.</summary>
    /// <param name="code">What TensorFlow says: some operations say only that they were cancelled.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="where">The model or signature.</param>
    public TfKeyedException? Of(StatusCode code, TimeSpan elapsed, string where) =>
        IsSet && (code == StatusCode.DeadlineExceeded || (code is StatusCode.Cancelled or StatusCode.Aborted or StatusCode.Internal && elapsed >= Limit))
            ? Limits.Time(Limit, where)
            : null;

    private byte[] Options(TimeSpan limit, RunOptions.Types.TraceLevel trace) =>
        new RunOptions { TimeoutInMs = IsSet ? Math.Max(1, (long)Math.Ceiling(limit.TotalMilliseconds)) : 0, TraceLevel = trace }.ToByteArray();
}
