using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Clients;

/// <summary>Finds out who calls.</summary>
/// <param name="clients">The clients, as <see cref="TokenFile"/> has them; null if there is no file.</param>
/// <param name="byCertificate">Whether every caller has shown a certificate that is in order.</param>
internal sealed class Authenticator(IReadOnlyDictionary<string, Client>? clients, bool byCertificate = false)
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 4096;

    /// <summary>Whether callers must say who they are.</summary>
    public bool IsAsked => clients is not null || byCertificate;

    /// <summary>The client of a call: by its certificate if the file has it, else by its token.</summary>
    /// <param name="authorization">What the call carries as its authorization; null for nothing.</param>
    /// <param name="certificate">The common name of its certificate, which is in order; null if it has none.</param>
    /// <exception cref="ServingFault">The file knows neither.</exception>
    public Client Find(string? authorization, string? certificate = null)
    {
        if (clients is null)
            return certificate is null ? Client.Anyone : Client.OfCertificate(certificate);
        if (certificate is not null && clients.TryGetValue(TokenFile.CertificateMark + certificate, out Client? named))
            return named;
        if (authorization is not null && authorization.Length <= LongestToken && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Bearer.Length..].Trim()));
            // What is looked up is a hash: how long that takes tells nothing of any token.
            if (clients.TryGetValue(Convert.ToHexStringLower(hash), out Client? client))
                return client;
        }
        throw new ServingFault(Code.Unauthenticated, certificate is null
            ? "this server asks who calls: send authorization: Bearer TOKEN"
            : "this server knows nobody by this certificate: send authorization: Bearer TOKEN, or have its common name added to --token-file");
    }
}
