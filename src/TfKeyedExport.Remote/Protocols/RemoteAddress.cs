using TfKeyedExport.Errors;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>Where a server listens, and which protocol it speaks there.</summary>
/// <param name="Url">The URL to connect to: <c>http</c> or <c>https</c>, also of gRPC.</param>
/// <param name="IsGrpc">Whether it is asked by gRPC; else by REST.</param>
/// <param name="Text">What the user wrote.</param>
internal sealed record RemoteAddress(Uri Url, bool IsGrpc, string Text)
{
    private const string Forms = "write http://HOST:PORT or https://HOST:PORT for REST, grpc://HOST:PORT or grpcs://HOST:PORT (with TLS) for gRPC";
    private const int GrpcPort = 8500;

    /// <summary>Reads an address.</summary>
    /// <param name="text">
    /// Such as <c>http://localhost:8501</c> or <c>grpc://localhost:8500</c>; of REST it may have a path, below which <c>/v1</c> lies.
    /// </param>
    /// <param name="option">The option that names it, for errors.</param>
    /// <exception cref="TfKeyedException">It is none (usage).</exception>
    public static RemoteAddress Parse(string text, string option)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Host.Length == 0)
            throw TfKeyedException.Usage($"'{text}' is no server's address", option, Forms);
        bool isGrpc = url.Scheme is "grpc" or "grpcs";
        if (!isGrpc && url.Scheme is not ("http" or "https"))
            throw TfKeyedException.Usage($"'{url.Scheme}' is no protocol of a model server", option, Forms);
        if (url.UserInfo.Length > 0)
            throw TfKeyedException.Usage("an address carries no password", option, "put a token into a file and name it with --token-file");
        if (url.Query.Length > 0 || url.Fragment.Length > 0 || (isGrpc && url.AbsolutePath.Length > 1))
            throw TfKeyedException.Usage($"'{text}' is more than a server's address", option, $"{Forms}, and the model with --model");
        if (!isGrpc)
            return new RemoteAddress(new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), false, text);
        int port = url.IsDefaultPort || url.Port < 0 ? GrpcPort : url.Port;
        return new RemoteAddress(new UriBuilder(url.Scheme == "grpcs" ? "https" : "http", url.Host, port).Uri, true, text);
    }

    /// <summary>The protocol and the address, for people.</summary>
    public override string ToString() => $"{(IsGrpc ? "gRPC" : "REST")} at {Text}";
}
