using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TfKeyedExport.Load.Trouble;

/// <summary>A connection that sends what no client's library would.</summary>
internal sealed class RawConnection : IDisposable
{
    // Whatever it is sent, a server must say something, or close, within this time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Connects.</summary>
    public async Task Connect(int port) => await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Sends text.</summary>
    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public async Task Send(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Vanishes: what was on its way is thrown away.</summary>
    public void Vanish()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>The status of the answer; 0 if the server closed without one, null if it did neither for long.</summary>
    public async Task<int?> Status()
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[] head = new byte[12];
        int got = 0;
        try
        {
            while (got < head.Length)
            {
                int more = await _socket.ReceiveAsync(head.AsMemory(got), patience.Token);
                if (more == 0)
                    return 0;
                got += more;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (SocketException)
        {
            return 0;
        }
        return int.TryParse(Encoding.Latin1.GetString(head, 9, 3), out int status) ? status : -1;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
