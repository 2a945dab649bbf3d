using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Server.Grpc;

/// <summary>A call's messages as they come: gRPC leaves a message in its pipe until all of it is there.</summary>
/// <param name="reader">Where they come from.</param>
/// <param name="held">Told how much is there.</param>
/// <param name="watch">Watches a client whose message has begun.</param>
/// <param name="defects">Where errors are noted that no client is told.</param>
internal sealed class HeldReader(PipeReader reader, HeldMemory.Body held, Func<SlowClient> watch, Defects defects)
    : PipeReader, IRequestBodyPipeFeature, IDisposable
{
    private ReadOnlySequence<byte> _there;
    private long _left;
    private SlowClient? _client;

    /// <inheritdoc/>
    public PipeReader Reader => this;

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        bool isThere = reader.TryRead(out result);
        if (isThere)
            Hold(result);
        return isThere;
    }

    /// <inheritdoc/>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result = await (_left == 0 ? reader.ReadAsync(cancellationToken) : ReadOn()).ConfigureAwait(false);
        Hold(result);
        return result;
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed)
    {
        _left = _there.Slice(consumed).Length;
        reader.AdvanceTo(consumed);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _left = _there.Slice(consumed).Length;
        reader.AdvanceTo(consumed, examined);
    }

    /// <inheritdoc/>
    public override void CancelPendingRead() => reader.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => reader.Complete(exception);

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    // Before a message a client may wait as long as it likes; what has begun must come.
    private async ValueTask<ReadResult> ReadOn()
    {
        _client ??= watch();
        try
        {
            ReadResult result = await reader.ReadAsync(_client.Token).ConfigureAwait(false);
            _client.Passed(result.Buffer.Length - _left);
            return result;
        }
        catch (OperationCanceledException) when (_client.IsTooSlow)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "the message came too slowly"));
        }
    }

    private void Hold(ReadResult result)
    {
        _there = result.Buffer;
        try
        {
            held.Grow(result.Buffer.Length);
        }
        catch (ServingFault fault)
        {
            // Nobody reads on: what is there need not be kept.
            reader.AdvanceTo(result.Buffer.End);
            throw GrpcFaults.Of(fault, defects);
        }
    }
}
