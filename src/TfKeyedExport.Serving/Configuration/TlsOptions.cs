namespace TfKeyedExport.Serving.Configuration;

/// <summary>Keys and certificates, as PEM texts and not as files' names.</summary>
/// <param name="ServerKey">The server's private key.</param>
/// <param name="ServerCertificate">Its certificate, and those that lead to its root.</param>
/// <param name="CustomAuthority">The certificates by which clients' are held; empty if the system's are to be taken.</param>
/// <param name="ClientVerify">Whether a client needs a certificate.</param>
internal sealed record TlsOptions(string ServerKey, string ServerCertificate, string CustomAuthority = "", bool ClientVerify = false)
{
    /// <summary>What it is, without what is secret.</summary>
    public override string ToString() => $"TLS{(ClientVerify ? ", clients verified" : "")}";
}
