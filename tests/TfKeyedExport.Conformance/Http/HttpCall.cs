using System.Text;

namespace TfKeyedExport.Conformance.Http;

/// <summary>A request, sent as it is said: nobody normalizes its path or its headers.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its query, as it goes over the wire.</param>
/// <param name="Headers">Headers besides Host, Connection and Content-Length.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record HttpCall(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body)
{
    private static readonly KeyValuePair<string, string>[] JsonHeaders = [new("Content-Type", "application/json")];

    /// <summary>A question without a body.</summary>
    public static HttpCall Get(string path) => new("GET", path, [], null);

    /// <summary>A body of JSON.</summary>
    public static HttpCall Post(string path, string body) => new("POST", path, JsonHeaders, Encoding.UTF8.GetBytes(body));

    /// <summary>As it goes over the wire, without its body.</summary>
    public byte[] Head(int port)
    {
        var text = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
        foreach ((string name, string value) in Headers)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Body is not null)
            text.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }
}
