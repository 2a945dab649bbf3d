using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Who reaches the server, and what is believed of keys and rows.</summary>
internal sealed record ProtectionOptions
{
    /// <summary>The address where nothing else is said: this machine's own.</summary>
    public const string Loopback = "127.0.0.1";

    /// <summary>The address to listen on.</summary>
    public string Listen { get; init; } = Loopback;

    /// <summary>Whether strangers may reach it without TLS and authentication.</summary>
    public bool Insecure { get; init; }

    /// <summary>The file of clients' tokens, as hashes; null for no tokens.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The file of the tokens with which models are added and reloaded; null turns that off.</summary>
    public string? AdminTokenFile { get; init; }

    /// <summary>What the file of clients' tokens says; null if there is none, or it was not read yet.</summary>
    public IReadOnlyDictionary<string, Client>? Clients { get; init; }

    /// <summary>What the file of the administrators' tokens says; null if there is none, or it was not read yet.</summary>
    public IReadOnlyDictionary<string, Client>? Administrators { get; init; }

    /// <summary>The folders under which such models have to lie.</summary>
    public Sequence<string> ModelRoots { get; init; } = Sequence<string>.Empty;

    /// <summary>Whether models without keys are served with keys, which are taken off before and put back after.</summary>
    public bool HostKeys { get; init; }

    /// <summary>What is done about a request with equal keys.</summary>
    public DuplicateKeys Duplicates { get; init; } = DuplicateKeys.Allow;

    /// <summary>Whether keys need a prefix that their client may use.</summary>
    public bool RequireClientPrefix { get; init; }

    /// <summary>Models whose rows are joined with strangers' although no check vouches for them.</summary>
    public Sequence<string> BatchUnsafe { get; init; } = Sequence<string>.Empty;

    /// <summary>Whether only rows of signatures are joined that are proved safe.</summary>
    public bool BatchProvedOnly { get; init; }
}

/// <summary>What is done about a request in which two rows have one key.</summary>
internal enum DuplicateKeys
{
    /// <summary>It is answered.</summary>
    Allow,

    /// <summary>It is answered, counted and logged.</summary>
    Warn,

    /// <summary>It is refused.</summary>
    Refuse,
}
