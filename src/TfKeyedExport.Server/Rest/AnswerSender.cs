using System.Buffers;
using TfKeyedExport.Server.Bounds;

namespace TfKeyedExport.Server.Rest;

/// <summary>
/// Sends models' answers. A large one is not left to the web server, which would hold all of it for a client that takes none: it goes piece by piece, as it
/// is taken.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="patience">How long a client may take for a piece.</param>
/// <param name="held">Told of large ones that are sent.</param>
internal sealed class AnswerSender(TimeProvider time, TimeSpan patience, HeldMemory held)
{
    // What the web server holds of an answer anyway.
    private const int Large = 64 << 10;
    private const int Piece = 32 << 10;

    /// <summary>Sends an answer, and gives its buffer back.</summary>
    /// <param name="context">The request.</param>
    /// <param name="buffer">What it was written to.</param>
    public ValueTask Send(HttpContext context, ReplyBuffer buffer)
    {
        byte[]? packed = Reply.Begin(context, StatusCodes.Status200OK, MediaTypes.Json, buffer.Written);
        ReadOnlyMemory<byte> body = packed ?? buffer.Memory;
        // A buffer that is sent later is not used again: another request must not write to it meanwhile.
        if (body.Length >= Large)
            return SendPieces(context, body);
        context.Response.BodyWriter.Write(body.Span);
        buffer.Return();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendPieces(HttpContext context, ReadOnlyMemory<byte> body)
    {
        int length = body.Length;
        using var client = new SlowClient(time, patience, 1, context.RequestAborted);
        try
        {
            while (!body.IsEmpty)
            {
                ReadOnlyMemory<byte> piece = body[..Math.Min(Piece, body.Length)];
                context.Response.BodyWriter.Write(piece.Span);
                await context.Response.BodyWriter.FlushAsync(client.Token).ConfigureAwait(false);
                client.Passed(piece.Length);
                body = body[piece.Length..];
            }
        }
        catch (OperationCanceledException) when (client.Token.IsCancellationRequested)
        {
            context.Abort();
        }
        held.Passed(length);
    }
}
