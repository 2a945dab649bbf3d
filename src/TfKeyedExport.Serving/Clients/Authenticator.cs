using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Clients;

/// <summary>Finds out who calls.</summary>
/// <param name="clients">The clients, by the hash of their token; null asks nobody.</param>
internal sealed class Authenticator(IReadOnlyDictionary<string, Client>? clients)
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 4096;

    /// <summary>Whether callers must say who they are.</summary>
    public bool IsAsked => clients is not null;

    /// <summary>The client of a call.</summary>
    /// <param name="authorization">What the call carries as its authorization; null for nothing.</param>
    /// <exception cref="ServingFault">It carries no token that is known.</exception>
    public Client Find(string? authorization)
    {
        if (clients is null)
            return Client.Anyone;
        if (authorization is not null && authorization.Length <= LongestToken && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Bearer.Length..].Trim()));
            // What is looked up is a hash: how long that takes tells nothing of any token.
            if (clients.TryGetValue(Convert.ToHexStringLower(hash), out Client? client))
                return client;
        }
        throw new ServingFault(Code.Unauthenticated, "this server asks who calls: send authorization: Bearer TOKEN");
    }
}
