namespace TfKeyedExport.Conformance.Servers;

/// <summary>How a server is started; cases of equal ones share one.</summary>
/// <param name="Models">Its models.</param>
/// <param name="Flags">Flags besides those that every server gets.</param>
internal sealed record ServerSpec(IReadOnlyList<ModelEntry> Models, IReadOnlyList<string> Flags)
{
    /// <summary>A MonitoringConfig's text; null for none.</summary>
    public string? Monitoring { get; init; }

    /// <summary>A BatchingParameters' text; null for none.</summary>
    public string? Batching { get; init; }

    /// <summary>Whether it may be told other models by gRPC.</summary>
    public bool Reloads { get; init; }

    /// <summary>Whether it takes TensorFlow Serving's misfortunes for its own.</summary>
    public bool Quirks { get; init; }

    /// <summary>Whether it never becomes ready, and need not.</summary>
    public bool NeverReady { get; init; }

    /// <summary>ModelServerConfig's text.</summary>
    public string Config => $"model_config_list {{\n{string.Concat(Models.Select(m => m.Text()))}}}\n";

    /// <summary>Equal for servers that are alike.</summary>
    public string Key => string.Join('\n', [Config, .. Flags, Monitoring, Batching, $"{Reloads} {Quirks} {NeverReady}"]);
}
