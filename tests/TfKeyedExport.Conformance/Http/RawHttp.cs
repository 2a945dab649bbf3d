using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TfKeyedExport.Conformance.Http;

/// <summary>HTTP/1.1 on a socket, a connection for each call.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Sends a call and reads its answer.</summary>
    /// <exception cref="IOException">There was no answer, or none that is HTTP.</exception>
    public static async Task<HttpReply> Send(int port, HttpCall call)
    {
        using var client = new TcpClient { NoDelay = true };
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            NetworkStream stream = client.GetStream();
            Task sending = SendAll(stream, call, port, limit.Token);
            HttpReply reply = Read(await ReadAll(stream, limit.Token), call.Method == "HEAD");
            await sending;
            return reply;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or FormatException or ArgumentException)
        {
            throw new IOException($"no answer from port {port}: {e.Message}", e);
        }
    }

    /// <summary>The answer that bytes are.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static HttpReply Read(byte[] bytes, bool headOnly)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new FormatException($"{bytes.Length} bytes without an end of headers");
        string[] lines = Encoding.UTF8.GetString(bytes, 0, end).Split("\r\n");
        if (!lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || lines[0].Length < 12)
            throw new FormatException($"not HTTP/1.1: {lines[0]}");
        int status = int.Parse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        if (status == 100)
            return Read(bytes[(end + 4)..], headOnly);
        KeyValuePair<string, string>[] headers =
        [
            .. lines[1..].Select(l => l.Split(':', 2)).Select(p => new KeyValuePair<string, string>(p[0].Trim(), p.ElementAtOrDefault(1)?.Trim() ?? "")),
        ];
        var reply = new HttpReply(status, headers, []);
        ReadOnlySpan<byte> body = bytes.AsSpan(end + 4);
        if (headOnly)
            return reply;
        if (reply.Header("Transfer-Encoding") == "chunked")
            return reply with { Bytes = Unchunked(body) };
        if (reply.Header("Content-Length") is not { } length)
            return reply with { Bytes = body.ToArray() };
        int said = int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture);
        return said <= body.Length ? reply with { Bytes = body[..said].ToArray() } : throw new FormatException($"{body.Length} bytes of a body of {said}");
    }

    private static byte[] Unchunked(ReadOnlySpan<byte> body)
    {
        var all = new List<byte>();
        while (true)
        {
            int line = body.IndexOf("\r\n"u8);
            if (line < 0)
                throw new FormatException("a chunk without its size");
            string size = Encoding.ASCII.GetString(body[..line]).Split(';')[0];
            int length = int.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
                return [.. all];
            if (body.Length < line + 2 + length + 2)
                throw new FormatException("a chunk that breaks off");
            all.AddRange(body.Slice(line + 2, length));
            body = body[(line + 2 + length + 2)..];
        }
    }

    // A server may answer, and hang up, before it has read all of a body that it refuses.
    private static async Task SendAll(NetworkStream stream, HttpCall call, int port, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(call.Head(port), cancellation);
            if (call.Body is not null)
                await stream.WriteAsync(call.Body, cancellation);
        }
        catch (IOException)
        {
        }
    }

    private static async Task<byte[]> ReadAll(NetworkStream stream, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, cancellation);
        }
        catch (IOException) when (all.Length > 0)
        {
            // Hung up after its answer: what came counts.
        }
        return all.ToArray();
    }
}
