using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>A model on a server, and how to get there.</summary>
/// <param name="Address">The server.</param>
/// <param name="Model">The model's name.</param>
internal sealed record RemoteTarget(RemoteAddress Address, string Model)
{
    /// <summary>The longest answer that is read, in bytes.</summary>
    public const int DefaultMaxAnswer = 64 << 20;

    /// <summary>The version to ask; null leaves it to the server, unless a label is asked for.</summary>
    public long? Version { get; init; }

    /// <summary>The version label to ask; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>What calls carry as <c>authorization: Bearer</c>; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The authorities that the server's certificate may be from, instead of the system's; null for these.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The most connections by REST.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>The longest answer that is read, in bytes.</summary>
    public int MaxAnswer { get; init; } = DefaultMaxAnswer;

    /// <summary>The model, and the version or label that is asked, for people.</summary>
    public string Name => Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{Model}, version {version}")
        : Label is { } label ? $"{Model}, label {label}"
        : Model;

    /// <summary>Reads which model is meant: <c>NAME</c>, <c>NAME/versions/N</c> or <c>NAME/labels/LABEL</c>, as in REST's paths.</summary>
    /// <exception cref="TfKeyedException">It is none of these (usage).</exception>
    public static RemoteTarget Parse(RemoteAddress address, string model, string option)
    {
        string[] parts = model.Split('/');
        return parts switch
        {
            [{ Length: > 0 } name] when !name.Contains(':', StringComparison.Ordinal) => new RemoteTarget(address, name),
            [{ Length: > 0 } name, "versions", var number] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long version) =>
                new RemoteTarget(address, name) { Version = version },
            [{ Length: > 0 } name, "labels", { Length: > 0 } label] => new RemoteTarget(address, name) { Label = label },
            _ => throw TfKeyedException.Usage($"'{model}' names no model of a server", option, "write NAME, NAME/versions/N or NAME/labels/LABEL"),
        };
    }
}
