using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Calls;

/// <summary>
/// The only way to the server: never more calls at one time than clients were asked for, and none after the time that was asked for is over. Thread-safe.
/// </summary>
internal sealed class CallGate : IDisposable
{
    private readonly IModelClient _client;
    private readonly ModelSignature _signature;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly long _end;
    private readonly CancellationTokenSource _over;
    private readonly SemaphoreSlim _room;
    private long _calls;

    /// <summary>Makes a gate; the time begins.</summary>
    /// <param name="client">The server.</param>
    /// <param name="signature">What is called.</param>
    /// <param name="clients">The most calls at one time.</param>
    /// <param name="duration">How long calls may be made.</param>
    /// <param name="patience">How long one may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends everything.</param>
    public CallGate(
        IModelClient client, ModelSignature signature, int clients, TimeSpan duration, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        _client = client;
        _signature = signature;
        _patience = patience;
        _time = time;
        Duration = duration;
        Begin = time.GetTimestamp();
        _end = Begin + (long)(duration.TotalSeconds * time.TimestampFrequency);
        Ended = new CancellationTokenSource(duration, time);
        _over = CancellationTokenSource.CreateLinkedTokenSource(Ended.Token, cancellation);
        _room = new SemaphoreSlim(clients);
        Cancellation = cancellation;
    }

    /// <summary>How long calls may be made.</summary>
    public TimeSpan Duration { get; }

    /// <summary>When the time began.</summary>
    public long Begin { get; }

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => Ended.IsCancellationRequested;

    /// <summary>How many calls were made.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Which part of the time is gone, from 0 to 1.</summary>
    public double Gone => Math.Clamp(_time.GetElapsedTime(Begin).TotalSeconds / Duration.TotalSeconds, 0, 1);

    private CancellationTokenSource Ended { get; }

    private CancellationToken Cancellation { get; }

    /// <summary>Makes a call.</summary>
    /// <param name="inputs">A tensor for each input.</param>
    /// <param name="deadline">How long to wait for it; null for as long as any may take.</param>
    /// <exception cref="OperationCanceledException">Everything was ended.</exception>
    public async Task<CallOutcome> Call(Tensor[] inputs, TimeSpan? deadline = null)
    {
        try
        {
            await _room.WaitAsync(_over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return new CallOutcome.GivenUp(IsEnd: true, TimeSpan.Zero);
        }
        try
        {
            return await Send(inputs, deadline ?? _patience).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Waits, but not beyond the end.</summary>
    /// <exception cref="OperationCanceledException">Everything was ended.</exception>
    public async Task Wait(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _time, _over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            // The time is over, which the caller sees.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Dispose();
        Ended.Dispose();
        _room.Dispose();
    }

    private async Task<CallOutcome> Send(Tensor[] inputs, TimeSpan deadline)
    {
        Cancellation.ThrowIfCancellationRequested();
        TimeSpan left = _time.GetElapsedTime(_time.GetTimestamp(), _end);
        if (left <= TimeSpan.Zero)
            return new CallOutcome.GivenUp(IsEnd: true, TimeSpan.Zero);
        using var limit = new CancellationTokenSource(deadline, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        Interlocked.Increment(ref _calls);
        long start = _time.GetTimestamp();
        try
        {
            RemoteAnswer answer = await _client.Predict(_signature, inputs, deadline < left ? deadline : left, both.Token).ConfigureAwait(false);
            return new CallOutcome.Answered(answer, _time.GetElapsedTime(start));
        }
        catch (RemoteFault fault) when (fault.Code == Code.DeadlineExceeded && (limit.IsCancellationRequested || _time.GetElapsedTime(start) >= deadline))
        {
            return new CallOutcome.GivenUp(IsEnd: false, _time.GetElapsedTime(start));
        }
        catch (RemoteFault fault) when (!IsOver)
        {
            return new CallOutcome.Failed(fault);
        }
        catch (RemoteFault)
        {
            return new CallOutcome.GivenUp(IsEnd: true, _time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return new CallOutcome.GivenUp(IsOver, _time.GetElapsedTime(start));
        }
    }
}
