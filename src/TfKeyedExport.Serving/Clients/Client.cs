using System.Text;

namespace TfKeyedExport.Serving.Clients;

/// <summary>Who calls: known by a token or a certificate, or nobody in particular.</summary>
/// <param name="Name">The name, for logs.</param>
/// <param name="Prefixes">With what its keys may begin, as bytes, where that is asked for; none allows no key.</param>
/// <param name="Share">Its weight among others when there is not enough for all, at least 1.</param>
internal sealed record Client(string Name, IReadOnlyList<byte[]> Prefixes, int Share = 1)
{
    /// <summary>Everybody, where nobody is asked who they are.</summary>
    public static Client Anyone { get; } = new("", []);

    /// <summary>Who is known by a certificate alone: its keys begin with its name, if they must begin with anything.</summary>
    /// <param name="name">The certificate's common name.</param>
    public static Client OfCertificate(string name) => new(name, [Encoding.UTF8.GetBytes(name + "/")]);
}
