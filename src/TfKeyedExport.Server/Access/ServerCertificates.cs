using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Access;

/// <summary>Keys and certificates as the web server takes them.</summary>
internal static class ServerCertificates
{
    /// <summary>What a configuration says.</summary>
    public static HttpsConnectionAdapterOptions Of(TlsOptions tls)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(tls.ServerCertificate);
        var https = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPem(tls.ServerCertificate, tls.ServerKey),
            ServerCertificateChain = chain,
        };
        if (!tls.ClientVerify)
            return https;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(tls.CustomAuthority);
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsSignedBy(certificate, authorities);
        return https;
    }

    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        // Revocation lists would be fetched from addresses that the certificate itself names.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (authorities.Count > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return chain.Build(certificate);
    }
}
