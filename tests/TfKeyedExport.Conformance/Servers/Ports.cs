using System.Net;
using System.Net.Sockets;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>
/// Ports that nobody uses, below those that the system gives to clients: between being found and being used one of these could get any of them.
/// </summary>
internal static class Ports
{
    private const int First = 20_000, Count = 12_000;

    // Other processes look for some too.
    private static int _next = Random.Shared.Next(Count);

    /// <summary>Two of them, which are not given again soon.</summary>
    public static (int First, int Second) Two() => (One(), One());

    private static int One()
    {
        for (int tries = 0; tries < Count; tries++)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }
        throw new IOException("no port is free");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
