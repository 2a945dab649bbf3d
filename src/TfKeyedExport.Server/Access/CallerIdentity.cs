using System.Security.Cryptography.X509Certificates;
using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Server.Access;

/// <summary>Who sends a request, found out once for it.</summary>
/// <param name="authenticator">Knows the clients.</param>
internal sealed class CallerIdentity(Authenticator authenticator)
{
    /// <summary>Notes who sends a request.</summary>
    /// <exception cref="Serving.Faults.ServingFault">The request does not say, or nobody is known by it.</exception>
    public void Note(HttpContext context)
    {
        if (authenticator.IsAsked)
            context.Items[typeof(Client)] = authenticator.Find(
                context.Request.Headers.Authorization, context.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
    }

    /// <summary>Who sent a request.</summary>
    public static Client Of(HttpContext context) => context.Items.TryGetValue(typeof(Client), out object? client) ? (Client)client! : Client.Anyone;
}
