namespace TfKeyedExport.Server.Flags;

/// <summary>Flags about ports, batching and metrics that TensorFlow Serving has.</summary>
internal static class ListeningFlags
{
    private const string WorkWell = "as many as work well";

    private static readonly FlagMaker Listening = new(FlagGroup.Listening, isTensorFlowServings: true);
    private static readonly FlagMaker Batching = new(FlagGroup.Batching, isTensorFlowServings: true);
    private static readonly FlagMaker Protection = new(FlagGroup.Protection, isTensorFlowServings: true);
    private static readonly FlagMaker Monitoring = new(FlagGroup.Monitoring, isTensorFlowServings: true);
    private static readonly FlagMaker Other = new(FlagGroup.Other, isTensorFlowServings: true);

    /// <summary>The flags.</summary>
    public static Flag[] All { get; } =
    [
        Listening.One("port", "PORT", FlagTypes.Int32, "The port for gRPC; 0 turns it off.", o => o.Port, (o, v) => o with { Port = v!.Value }),
        Listening.One(
            "rest_api_port", "PORT", FlagTypes.Int32, "The port for REST, metrics and health; 0 turns it off.",
            o => o.RestPort, (o, v) => o with { RestPort = v!.Value }),
        Listening.One(
            "grpc_socket_path", "PATH", FlagTypes.Text, "A socket of the file system that gRPC listens on too.",
            o => o.GrpcSocketPath, (o, v) => o with { GrpcSocketPath = v }),
        Listening.One(
            "rest_api_timeout_in_ms", "N", FlagTypes.Int32, "The longest that a call over REST takes; 0 and less for any time.",
            o => (int)(o.Limits.RestTimeout?.TotalMilliseconds ?? 0),
            (o, v) => o with { Limits = o.Limits with { RestTimeout = v > 0 ? TimeSpan.FromMilliseconds(v.Value) : null } }),
        Listening.One(
            "rest_api_num_threads", "N", FlagTypes.Int32, "The most threads that answer REST.",
            o => o.RestThreads, (o, v) => o with { RestThreads = v }, WorkWell),
        Listening.One(
            "grpc_max_threads", "N", FlagTypes.Int32, "The most threads that answer gRPC.",
            o => o.GrpcThreads, (o, v) => o with { GrpcThreads = v }, WorkWell),
        Listening.One(
            "grpc_channel_arguments", "KEY=VALUE,...", FlagTypes.Text, "Settings of the gRPC server; those that it does not have are told of.",
            o => o.GrpcChannelArguments, (o, v) => o with { GrpcChannelArguments = v }),
        Listening.Switch(
            "rest_api_enable_cors_support", "Let pages of other origins call REST.", o => o.Cors, (o, v) => o with { Cors = v }),
        Batching.Switch(
            "enable_batching", "Join the rows of many requests into one run.",
            o => o.Batching.Enabled, (o, v) => o with { Batching = o.Batching with { Enabled = v } }),
        Batching.One(
            "batching_parameters_file", "FILE", FlagTypes.Text, "BatchingParameters as text: sizes, waiting, queues. Needs --enable_batching.",
            o => o.BatchingParametersFile, (o, v) => o with { BatchingParametersFile = v }),
        Batching.Switch(
            "enable_per_model_batching_parameters", "Read batching_params.pbtxt in each version's folder; a version without it is not batched.",
            o => o.Batching.PerModel, (o, v) => o with { Batching = o.Batching with { PerModel = v } }),
        Protection.One(
            "ssl_config_file", "FILE", FlagTypes.Text, "SSLConfig as text, with PEM texts in it: TLS, for REST too.",
            o => o.SslConfigFile, (o, v) => o with { SslConfigFile = v }),
        Monitoring.One(
            "monitoring_config_file", "FILE", FlagTypes.Text, "MonitoringConfig as text: whether and where metrics are. Without it they are on.",
            o => o.MonitoringConfigFile, (o, v) => o with { MonitoringConfigFile = v }),
        Monitoring.Switch(
            "enable_grpc_healthcheck_service", "Offer grpc.health.v1.Health.", o => o.HealthService, (o, v) => o with { HealthService = v }),
        Other.Switch(
            "enable_serialization_as_tensor_content", "Answer over gRPC with tensor_content instead of single values.",
            o => o.TensorContent, (o, v) => o with { TensorContent = v }),
    ];
}
