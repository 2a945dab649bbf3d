using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Server.Grpc;

/// <summary>A call's messages as they come: gRPC leaves a message in its pipe until all of it is there.</summary>
/// <param name="reader">Where they come from.</param>
/// <param name="held">Told how much is there.</param>
/// <param name="defects">Where errors are noted that no client is told.</param>
internal sealed class HeldReader(PipeReader reader, HeldMemory.Body held, Defects defects) : PipeReader, IRequestBodyPipeFeature
{
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
        ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        Hold(result);
        return result;
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

    /// <inheritdoc/>
    public override void CancelPendingRead() => reader.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => reader.Complete(exception);

    private void Hold(ReadResult result)
    {
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
