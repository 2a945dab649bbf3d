using System.Buffers;
using System.IO.Pipelines;

namespace TfKeyedExport.Server.Rest;

/// <summary>
/// A request's body as a stream. Who gives a read up by <see cref="PipeReader.CancelPendingRead"/> leaves the pipe as the web server wants it, which the
/// pipe's own stream does not.
/// </summary>
/// <param name="reader">The body.</param>
internal sealed class BodyStream(PipeReader reader) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The read was given up.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        ReadOnlySequence<byte> there = result.Buffer;
        if (result.IsCanceled)
        {
            reader.AdvanceTo(there.Start);
            throw new OperationCanceledException();
        }
        int length = (int)Math.Min(there.Length, buffer.Length);
        ReadOnlySequence<byte> taken = there.Slice(0, length);
        taken.CopyTo(buffer.Span);
        reader.AdvanceTo(taken.End);
        return length;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
