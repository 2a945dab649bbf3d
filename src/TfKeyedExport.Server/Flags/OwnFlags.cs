using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>Flags that TensorFlow Serving does not have.</summary>
internal static class OwnFlags
{
    private static readonly FlagMaker Listening = new(FlagGroup.Listening, isTensorFlowServings: false);
    private static readonly FlagMaker Batching = new(FlagGroup.Batching, isTensorFlowServings: false);
    private static readonly FlagMaker Keys = new(FlagGroup.Keys, isTensorFlowServings: false);
    private static readonly FlagMaker Protection = new(FlagGroup.Protection, isTensorFlowServings: false);
    private static readonly FlagMaker Monitoring = new(FlagGroup.Monitoring, isTensorFlowServings: false);
    private static readonly FlagMaker Engine = new(FlagGroup.Engine, isTensorFlowServings: false);
    private static readonly FlagMaker Other = new(FlagGroup.Other, isTensorFlowServings: false);

    /// <summary>The flags.</summary>
    public static Flag[] All { get; } = [.. AboutClients(), .. AboutKeys(), .. AboutLogs(), .. AboutEngines(), .. Others()];

    private static Flag[] AboutClients() =>
    [
        Listening.One(
            "listen", "ADDRESS", FlagTypes.Name, "The address to listen on; beyond this machine it needs TLS and authentication, or --insecure.",
            o => o.Protection.Listen, (o, v) => Protect(o, p => p with { Listen = v })),
        Protection.Switch(
            "insecure", "Let other machines reach the server without TLS and authentication.",
            o => o.Protection.Insecure, (o, v) => Protect(o, p => p with { Insecure = v })),
        Protection.One(
            "token-file", "FILE", FlagTypes.Name, "Clients' bearer tokens, as hashes; whoever has none is refused.",
            o => o.Protection.TokenFile, (o, v) => Protect(o, p => p with { TokenFile = v })),
        Protection.One(
            "admin-token-file", "FILE", FlagTypes.Name, "Tokens with which models may be added and reloaded; off without it.",
            o => o.Protection.AdminTokenFile, (o, v) => Protect(o, p => p with { AdminTokenFile = v })),
        Protection.Many(
            "model-roots", "FOLDER,...", FlagTypes.Name, "The folders under which such models have to lie.",
            (o, v) => Protect(o, p => p with { ModelRoots = new(v.SelectMany(Split)) })),
        Protection.One(
            "max-body", "BYTES", FlagTypes.Bytes, "The largest body of a request, such as 64MiB.",
            o => o.Limits.MaxBodyBytes, (o, v) => Limit(o, l => l with { MaxBodyBytes = v!.Value })),
        Protection.One(
            "max-held", "BYTES", FlagTypes.Bytes,
            "The most bytes of requests, by REST and gRPC, that are held at one time; beyond, clients are told to come again.",
            o => o.Limits.MaxHeldBytes, (o, v) => Limit(o, l => l with { MaxHeldBytes = v!.Value })),
        Protection.One(
            "max-rows", "N", FlagTypes.Count, "The most rows of one request.",
            o => o.Limits.MaxRows, (o, v) => Limit(o, l => l with { MaxRows = v!.Value })),
        Protection.One(
            "max-waiting", "N", FlagTypes.Count, "The most calls of one signature that wait for a thread where they are not joined in batches.",
            o => o.Limits.MaxWaiting, (o, v) => Limit(o, l => l with { MaxWaiting = v!.Value })),
        Protection.One(
            "max-connections", "N", FlagTypes.Count, "The most connections at one time.",
            o => o.Limits.MaxConnections, (o, v) => Limit(o, l => l with { MaxConnections = v!.Value })),
    ];

    private static Flag[] AboutKeys() =>
    [
        Batching.Many(
            "batch-unsafe", "MODEL", FlagTypes.Name, "Join the rows of this model although no check vouches for it.",
            (o, v) => Protect(o, p => p with { BatchUnsafe = v })),
        Batching.Switch(
            "batch-proved-only", "Join only rows of signatures that are proved safe, and not of those that are safe as far as they were tested.",
            o => o.Protection.BatchProvedOnly, (o, v) => Protect(o, p => p with { BatchProvedOnly = v })),
        Keys.Switch(
            "host-keys", "Serve models without keys with keys: taken off before the model, put back after.",
            o => o.Protection.HostKeys, (o, v) => Protect(o, p => p with { HostKeys = v })),
        Keys.One(
            "duplicates", "allow|warn|refuse", FlagTypes.OneOf(("allow", DuplicateKeys.Allow), ("warn", DuplicateKeys.Warn), ("refuse", DuplicateKeys.Refuse)),
            "What is done about equal keys in one request.", o => o.Protection.Duplicates, (o, v) => Protect(o, p => p with { Duplicates = v!.Value })),
        Keys.Switch(
            "require-client-prefix", "Refuse keys without a prefix that their client may use.",
            o => o.Protection.RequireClientPrefix, (o, v) => Protect(o, p => p with { RequireClientPrefix = v })),
    ];

    private static Flag[] AboutLogs() =>
    [
        Monitoring.One(
            "request-log", "FOLDER", FlagTypes.Name, "Log each row with its key, version, times and batch.",
            o => o.RequestLog?.Directory, (o, v) => Log(o, l => l with { Directory = v })),
        Monitoring.One(
            "log-format", "jsonl|parquet", FlagTypes.OneOf(("jsonl", LogFormat.JsonLines), ("parquet", LogFormat.Parquet)),
            "The form of the log: JSON lines are there at once, Parquet a minute later.", _ => LogFormat.JsonLines,
            (o, v) => Log(o, l => l with { Format = v!.Value })),
        Monitoring.One(
            "log-rate", "N", FlagTypes.Share, "The share of rows that is logged, from 0 to 1; their keys decide which.",
            _ => 1, (o, v) => Log(o, l => l with { Rate = v!.Value })),
        Monitoring.One(
            "log-key-pattern", "REGEX", FlagTypes.Name, "Log only rows whose key matches.",
            o => o.RequestLog?.KeyPattern, (o, v) => Log(o, l => l with { KeyPattern = v })),
        Monitoring.Many(
            "log-header", "NAME", FlagTypes.Name, "A header of the request to log with its rows.", (o, v) => Log(o, l => l with { Headers = v })),
        Monitoring.Many(
            "log-field", "NAME=keep|hash|drop", FlagTypes.LogField,
            "What becomes of key, request_id, inputs, outputs, headers or one of them, such as inputs.age; inputs are left out, all else is kept.",
            (o, v) => Log(o, l => l with { Fields = new(v.Select(Field)) })),
        Monitoring.One(
            "log-file-bytes", "BYTES", FlagTypes.Bytes, "How large a file of the log becomes before another is begun.",
            _ => new RequestLogOptions("").MaxFileBytes, (o, v) => Log(o, l => l with { MaxFileBytes = v!.Value })),
        Monitoring.One(
            "log-file-seconds", "SECONDS", FlagTypes.LongerThanZero, "How long a file of the log is written to; Parquet's 60 s at most.",
            _ => new RequestLogOptions("").MaxFileAge.TotalSeconds, (o, v) => Log(o, l => l with { MaxFileAge = TimeSpan.FromSeconds(v!.Value) })),
    ];

    private static Flag[] AboutEngines() =>
    [
        Engine.One(
            "engine", "auto|embedded|tensorflow",
            FlagTypes.OneOf(("auto", EngineKind.Auto), ("embedded", EngineKind.Embedded), ("tensorflow", EngineKind.TensorFlow)),
            "The engine: auto takes the embedded one if it has every operation, else TensorFlow.",
            o => o.Engine.Kind, (o, v) => o with { Engine = o.Engine with { Kind = v!.Value } }),
        Engine.One(
            "tensorflow", "PATH", FlagTypes.Name, "TensorFlow's library, or a folder that holds it; else TFKEYED_TENSORFLOW, beside the program, the system.",
            o => o.Engine.TensorFlow, (o, v) => o with { Engine = o.Engine with { TensorFlow = v } }),
        Engine.One(
            "device", "auto|cpu|gpu[:N]", FlagTypes.Device, "The device; gpu fails if there is none rather than take the CPU.",
            o => o.Engine.Device, (o, v) => o with { Engine = o.Engine with { Device = v } }),
        Engine.One(
            "memory-limit", "BYTES", FlagTypes.Bytes, "The most memory that one call may hold, such as 512MiB.",
            o => o.Limits.MemoryLimit, (o, v) => Limit(o, l => l with { MemoryLimit = v!.Value })),
        Engine.One(
            "time-limit", "SECONDS", FlagTypes.LongerThanZero, "The longest that one call of a model may take.",
            o => o.Limits.CallTimeout.TotalSeconds, (o, v) => Limit(o, l => l with { CallTimeout = TimeSpan.FromSeconds(v!.Value) })),
        Engine.Many(
            "allow-op", "NAME", FlagTypes.Operation, "An operation that reaches outside the model, such as ReadFile, and may run all the same.",
            (o, v) => o with { Engine = o.Engine with { AllowedOperations = v } }),
    ];

    private static Flag[] Others() =>
    [
        Other.One(
            "verdict-cache", "FOLDER", FlagTypes.Name, "Where verdicts about models are kept.",
            o => o.VerdictCache, (o, v) => o with { VerdictCache = v }, "the user's cache (XDG_CACHE_HOME)"),
        Other.One(
            "drain-seconds", "SECONDS", FlagTypes.Seconds, "How long calls may go on after SIGTERM.",
            o => o.Drain.TotalSeconds, (o, v) => o with { Drain = TimeSpan.FromSeconds(v!.Value) }),
        Other.One(
            "drain-delay", "SECONDS", FlagTypes.Seconds,
            "How much of that time calls are still taken, each as its connection's last, while /readyz says no; it ends when no connection is open.",
            o => o.DrainDelay.TotalSeconds, (o, v) => o with { DrainDelay = TimeSpan.FromSeconds(v!.Value) }),
        Other.Switch(
            "tf_serving_quirks", "Follow TensorFlow Serving where it is known to be odd; docs/serving-flags.md lists what changes.", o => o.Quirks, Quirks),
    ];

    private static ServerOptions Quirks(ServerOptions options, bool quirks)
    {
        BatchingOptions splitting = BatchingOptions.Default(quirks);
        return options with
        {
            Quirks = quirks,
            Batching = options.Batching with { LargeBatchSplitting = splitting.LargeBatchSplitting, SplittingUnlessSaid = splitting.SplittingUnlessSaid },
        };
    }

    private static LogField Field(string text) => LogField.TryParse(text, out LogField? field) ? field : throw new ArgumentException(text, nameof(text));

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static ServerOptions Limit(ServerOptions options, Func<LimitOptions, LimitOptions> change) => options with { Limits = change(options.Limits) };

    private static ServerOptions Protect(ServerOptions options, Func<ProtectionOptions, ProtectionOptions> change) =>
        options with { Protection = change(options.Protection) };

    private static ServerOptions Log(ServerOptions options, Func<RequestLogOptions, RequestLogOptions> change) =>
        options with { RequestLog = change(options.RequestLog ?? new RequestLogOptions("")) };
}
