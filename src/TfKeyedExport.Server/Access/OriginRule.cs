using System.Net;

namespace TfKeyedExport.Server.Access;

/// <summary>
/// A page that a browser shows must not call a server that listens on this machine only: neither from another origin, nor by a name of its own that it lets
/// point here.
/// </summary>
/// <param name="isLoopback">Whether the server listens on this machine only.</param>
/// <param name="cors">Whether pages of other origins are welcome.</param>
internal sealed class OriginRule(bool isLoopback, bool cors)
{
    /// <summary>Why a request is refused; null if it is not.</summary>
    public string? Refusal(HttpRequest request)
    {
        string host = request.Host.Host;
        if (isLoopback && host.Length > 0 && !IsLoopback(host))
            return $"the server listens on this machine only, and the request calls it '{host}'";
        if (cors || HttpMethods.IsOptions(request.Method) || request.Headers.Origin is not [{ Length: > 0 } origin, ..])
            return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? null
            : "pages of other origins may not call: start the server with --rest_api_enable_cors_support to let them";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
