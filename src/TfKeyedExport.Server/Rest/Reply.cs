using System.Buffers;
using System.IO.Compression;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Faults;

namespace TfKeyedExport.Server.Rest;

/// <summary>Sends answers.</summary>
internal static class Reply
{
    // Below, packing costs more than it saves.
    private const int LeastPacked = 1024;
    private const int Ok = 200;

    /// <summary>Sends a document.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The content's type.</param>
    /// <param name="body">The document.</param>
    public static void Send(HttpContext context, int status, string type, ReadOnlySpan<byte> body)
    {
        if (Begin(context, status, type, body) is { } packed)
            body = packed;
        // The web server sends it when the request is done.
        if (!HttpMethods.IsHead(context.Request.Method))
            context.Response.BodyWriter.Write(body);
    }

    /// <summary>Sends a document of the protocol, all of which is well.</summary>
    /// <param name="context">The request.</param>
    /// <param name="write">Writes it.</param>
    public static void SendJson(HttpContext context, Action<ReplyBuffer> write)
    {
        ReplyBuffer buffer = ReplyBuffer.Take();
        write(buffer);
        Send(context, Ok, MediaTypes.Json, buffer.Written);
        buffer.Return();
    }

    /// <summary>Sends an error.</summary>
    public static void Send(HttpContext context, ServingFault fault)
    {
        RestMeter.Failed(context, fault);
        if (fault.RetryAfter is { } pause)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(pause.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ReplyBuffer buffer = ReplyBuffer.Take();
        ErrorAnswer.Write(buffer, fault.Message);
        Send(context, fault.HttpStatus ?? FaultCodes.ToHttp(fault.Code), MediaTypes.Json, buffer.Written);
        buffer.Return();
    }

    /// <summary>Sets status and headers of a document.</summary>
    /// <inheritdoc cref="Send(HttpContext, int, string, ReadOnlySpan{byte})" path="/param"/>
    /// <returns>The document if it is packed; null if it is sent as it is.</returns>
    public static byte[]? Begin(HttpContext context, int status, string type, ReadOnlySpan<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        byte[]? packed = null;
        if (body.Length >= LeastPacked && AcceptsPacked(context.Request))
        {
            packed = Pack(body);
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
        }
        response.ContentLength = packed?.Length ?? body.Length;
        return packed;
    }

    private static bool AcceptsPacked(HttpRequest request)
    {
        string? accepted = request.Headers.AcceptEncoding;
        return accepted is not null && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase)
            && !accepted.Contains("gzip;q=0", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(body);
        return packed.ToArray();
    }
}
