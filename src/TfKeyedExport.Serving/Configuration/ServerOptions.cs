namespace TfKeyedExport.Serving.Configuration;

/// <summary>Everything that a command line says. Files are named here; <see cref="ServerConfiguration.Load"/> reads them.</summary>
internal sealed record ServerOptions
{
    /// <summary>The port for gRPC; 0 turns it off.</summary>
    public int Port { get; init; } = 8500;

    /// <summary>A socket of the file system for gRPC; empty for none.</summary>
    public string GrpcSocketPath { get; init; } = "";

    /// <summary>The port for REST; 0 turns it off.</summary>
    public int RestPort { get; init; }

    /// <summary>The threads for REST; null leaves it to the runtime.</summary>
    public int? RestThreads { get; init; }

    /// <summary>The threads for gRPC; null leaves it to the runtime.</summary>
    public int? GrpcThreads { get; init; }

    /// <summary>Settings of the gRPC server, as <c>KEY=VALUE,...</c>.</summary>
    public string GrpcChannelArguments { get; init; } = "";

    /// <summary>Whether pages of other origins may call REST.</summary>
    public bool Cors { get; init; }

    /// <summary>Whether gRPC has the standard health service.</summary>
    public bool HealthService { get; init; }

    /// <summary>Whether a signature's method has to be that of the call.</summary>
    public bool CheckMethodName { get; init; }

    /// <summary>Whether answers over gRPC carry their elements as bytes.</summary>
    public bool TensorContent { get; init; }

    /// <summary>The name of the only model.</summary>
    public string ModelName { get; init; } = "default";

    /// <summary>The folder of the only model; empty if a file has the models.</summary>
    public string ModelBasePath { get; init; } = "";

    /// <summary>The file of the models; it goes before the only model.</summary>
    public string ModelConfigFile { get; init; } = "";

    /// <summary>The file of the batching parameters.</summary>
    public string BatchingParametersFile { get; init; } = "";

    /// <summary>The file that says where metrics are.</summary>
    public string MonitoringConfigFile { get; init; } = "";

    /// <summary>The file with keys and certificates.</summary>
    public string SslConfigFile { get; init; } = "";

    /// <summary>Versions.</summary>
    public VersioningOptions Versioning { get; init; } = new();

    /// <summary>Batching.</summary>
    public BatchingOptions Batching { get; init; } = new();

    /// <summary>Metrics.</summary>
    public MonitoringOptions Monitoring { get; init; } = new();

    /// <summary>Keys and certificates; null without TLS.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Limits.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Protection.</summary>
    public ProtectionOptions Protection { get; init; } = new();

    /// <summary>The log of requests; null for none.</summary>
    public RequestLogOptions? RequestLog { get; init; }

    /// <summary>What is told of requests beside the metrics.</summary>
    public SeenOptions Seen { get; init; } = new();

    /// <summary>Engines.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Whether TensorFlow Serving's known misfortunes are followed.</summary>
    public bool Quirks { get; init; }

    /// <summary>The folder of verdicts about models; null for the user's cache.</summary>
    public string? VerdictCache { get; init; }

    /// <summary>How long calls may go on after the server was told to end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much of that time it goes on to take calls while it says that it is not ready.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(1);
}
