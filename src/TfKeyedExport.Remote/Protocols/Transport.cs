using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>Connections to the address that was given, and to no other: no proxy, no redirects, no cookies.</summary>
internal static class Transport
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>Makes one.</summary>
    public static SocketsHttpHandler Handler(RemoteTarget target) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectPatience,
        MaxConnectionsPerServer = target.Connections,
        SslOptions = Ssl(target.Authorities),
    };

    /// <summary>What a call carries of who calls.</summary>
    public static AuthenticationHeaderValue? Authorization(RemoteTarget target) =>
        target.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;

    private static SslClientAuthenticationOptions Ssl(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
            return new SslClientAuthenticationOptions();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
