using System.Net.Sockets;
using System.Text;
using TfKeyedExport.Load.Calls;
using TfKeyedExport.Load.Chaos;
using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Trouble;

/// <summary>Clients that break the rules, each in its own way; the server must answer them or close, and nobody else may feel it.</summary>
/// <param name="restPort">Where REST is.</param>
/// <param name="grpcPort">Where gRPC is.</param>
/// <param name="model">The model.</param>
/// <param name="largestBody">The largest body that the server takes.</param>
/// <param name="tally">Receives what happens.</param>
internal sealed class BadClients(int restPort, int grpcPort, string model, long largestBody, Tally tally)
{
    private const int Ok = 200, BadRequest = 400, ServerError = 500, Unavailable = 503;

    private static readonly byte[] Body = RestPredictor.Body([.. Enumerable.Range(0, 5).Select(i => new KeyedRow($"bad/{i}", i))], inRows: true);

    private readonly Random _random = new(1);

    /// <summary>All of them, until it is over.</summary>
    public IEnumerable<Task> Run(CancellationToken over) =>
    [
        Repeat("vanished in mid-request", Vanish, 10, over),
        Repeat("vanished in mid-request", Vanish, 10, over),
        Repeat("bodies that are wrong", Wrong, 5, over),
        Repeat("bodies that are too large", TooLarge, 200, over),
        Repeat("bodies without an end", Endless, 3000, over),
        Repeat("bodies that come slowly", Slow, 100, over),
        Repeat("bodies that come slowly", Slow, 100, over),
        Repeat("answers that nobody reads", Deaf, 100, over),
        Repeat("not gRPC on the port of gRPC", NoGrpc, 50, over),
    ];

    private async Task Repeat(string kind, Func<RawConnection, Task> once, int pause, CancellationToken over)
    {
        // Off the caller's thread, and never all at once.
        await Task.Yield();
        while (!over.IsCancellationRequested)
        {
            using var connection = new RawConnection();
            try
            {
                await connection.Connect(kind.EndsWith("gRPC", StringComparison.Ordinal) ? grpcPort : restPort);
                await once(connection);
            }
            catch (SocketException)
            {
                // The server may close at any time what breaks the rules.
            }
            tally.Note(kind);
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private string Head(string length) =>
        $"POST /v1/models/{model}:predict HTTP/1.1\r\nHost: 127.0.0.1:{restPort}\r\nContent-Type: application/json\r\n{length}\r\n\r\n";

    private async Task Vanish(RawConnection connection)
    {
        byte[] whole = [.. Encoding.Latin1.GetBytes(Head($"Content-Length: {Body.Length}")), .. Body];
        // Sometimes all of it: then the answer finds nobody.
        int sent = _random.Next(4) == 0 ? whole.Length : _random.Next(whole.Length);
        await connection.Send(whole.AsMemory(0, sent));
        if (_random.Next(2) == 0)
            await Task.Delay(_random.Next(5));
        connection.Vanish();
    }

    private async Task Wrong(RawConnection connection)
    {
        byte[] body = [.. Body];
        for (int changes = _random.Next(1, 4); changes > 0; changes--)
            body[_random.Next(body.Length)] = (byte)_random.Next(256);
        await connection.Send(Head($"Content-Length: {body.Length}\r\nConnection: close"));
        await connection.Send(body);
        await Expect(connection, "a wrong body", s => s is Ok or BadRequest or Unavailable);
    }

    private async Task TooLarge(RawConnection connection)
    {
        await connection.Send(Head($"Content-Length: {(_random.Next(2) == 0 ? largestBody + 1 : 99_999_999_999)}"));
        await connection.Send(Body);
        await Expect(connection, "a body that is too large", s => s is 0 or (>= BadRequest and < ServerError));
    }

    private async Task Endless(RawConnection connection)
    {
        await connection.Send(Head("Transfer-Encoding: chunked"));
        byte[] chunk = [.. Encoding.Latin1.GetBytes("10000\r\n"), .. Enumerable.Repeat((byte)' ', 0x10000), (byte)'\r', (byte)'\n'];
        try
        {
            for (long sent = 0; sent < 2 * largestBody; sent += 0x10000)
                await connection.Send(chunk);
        }
        catch (SocketException)
        {
            return;
        }
        await Expect(connection, "a body without an end", s => s is 0 or (>= BadRequest and < ServerError));
    }

    private async Task Slow(RawConnection connection)
    {
        byte[] whole = [.. Encoding.Latin1.GetBytes(Head($"Content-Length: {Body.Length}\r\nConnection: close")), .. Body];
        int step = _random.Next(1, 20);
        for (int at = 0; at < whole.Length; at += step)
        {
            await connection.Send(whole.AsMemory(at, Math.Min(step, whole.Length - at)));
            await Task.Delay(20);
        }
        await Expect(connection, "a slow body", s => s is 0 or Ok or Unavailable or (>= BadRequest and < ServerError));
    }

    private async Task Deaf(RawConnection connection)
    {
        byte[] whole = [.. Encoding.Latin1.GetBytes(Head($"Content-Length: {Body.Length}")), .. Body];
        for (int i = 0; i < 50; i++)
            await connection.Send(whole);
        await Task.Delay(_random.Next(500));
        connection.Vanish();
    }

    private async Task NoGrpc(RawConnection connection)
    {
        byte[] noise = new byte[_random.Next(1, 400)];
        _random.NextBytes(noise);
        if (_random.Next(2) == 0)
            await connection.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        await connection.Send(noise);
        await Task.Delay(_random.Next(50));
        connection.Vanish();
    }

    private async Task Expect(RawConnection connection, string what, Predicate<int> isRight)
    {
        int? status = await connection.Status();
        if (status is null)
            tally.Fault($"{what} was neither answered nor cut off");
        else if (!isRight(status.Value))
            tally.Fault($"{what} was answered with status {status}");
    }
}
