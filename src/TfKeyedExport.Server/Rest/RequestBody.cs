using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Rest;

/// <summary>A request's body, whole and unpacked, within bounds.</summary>
internal static class RequestBody
{
    private const int Piece = 1 << 16;

    /// <summary>Whether a body is packed: TensorFlow Serving looks for the word anywhere, in small letters.</summary>
    public static bool IsPacked(HttpRequest request)
    {
        string? encoding = request.Headers.ContentEncoding;
        return encoding is not null && encoding.Contains("gzip", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The body, if all of it is here already.</summary>
    /// <param name="reader">Where it is read from.</param>
    /// <param name="length">Its length.</param>
    /// <param name="body">The body; the reader must be advanced past it when it is done with.</param>
    public static bool TryReadAtOnce(PipeReader reader, long length, out ReadOnlySequence<byte> body)
    {
        body = default;
        if (!reader.TryRead(out ReadResult result))
            return false;
        if (result.Buffer.Length >= length)
        {
            body = result.Buffer.Slice(0, length);
            return true;
        }
        reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        return false;
    }

    /// <summary>Reads all of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes, packed and unpacked.</param>
    /// <param name="held">Told how long it is.</param>
    /// <param name="client">Told what comes, and tells if that is too slow.</param>
    /// <exception cref="ServingFault">It is too large, there is no room for it, or cannot be unpacked, or it comes too slowly.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, long limit, HeldMemory.Body held, SlowClient client)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        using var bytes = new MemoryStream(request.ContentLength is { } length and < Piece ? (int)length : Piece);
        byte[] piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            PipeReader reader = request.BodyReader;
            using CancellationTokenRegistration ending = client.Token.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
            var sent = new BodyStream(reader);
            Stream stream = IsPacked(request) ? new GZipStream(sent, CompressionMode.Decompress, leaveOpen: true) : sent;
            int got;
            while ((got = await stream.ReadAsync(piece, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                if (bytes.Length + got > limit)
                    throw TooLarge(limit);
                held.Grow(bytes.Length + got);
                bytes.Write(piece, 0, got);
                client.Passed(got);
            }
        }
        catch (InvalidDataException e)
        {
            throw ServingFault.Invalid("the body cannot be unpacked: it says that it is gzip, and is none, or is damaged", e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            throw TooSlow(e);
        }
        catch (OperationCanceledException e) when (client.IsTooSlow)
        {
            throw TooSlow(e);
        }
        catch (IOException e) when (e is not ConnectionResetException)
        {
            // Pieces that are no pieces, an end before the end, more than the web server takes: the client's doing.
            throw new ServingFault(Code.InvalidArgument, $"the request's body cannot be read: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static ServingFault TooSlow(Exception e) =>
        new(Code.DeadlineExceeded, "the request's body came too slowly", e) { HttpStatus = StatusCodes.Status408RequestTimeout };

    private static ServingFault TooLarge(long limit) => new(
        Code.InvalidArgument, $"the request's body is larger than {limit >> 20} MiB: send fewer rows, or raise the limit");
}
