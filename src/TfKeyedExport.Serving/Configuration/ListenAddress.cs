using System.Net;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Addresses to listen on.</summary>
internal static class ListenAddress
{
    /// <summary>Reads an address; null if it is none. <c>localhost</c> is this machine's own, <c>*</c> are all.</summary>
    public static IPAddress? Parse(string text) => text switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        ['[', .. var inner, ']'] => IPAddress.TryParse(inner, out IPAddress? bracketed) ? bracketed : null,
        // A lone number is an address for the library, and most likely a port for whoever wrote it.
        _ => text.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out IPAddress? address) ? address : null,
    };

    /// <summary>Whether only this machine reaches it.</summary>
    public static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()));
}
