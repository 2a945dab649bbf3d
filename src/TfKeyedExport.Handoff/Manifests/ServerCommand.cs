using System.Globalization;
using TfKeyedExport.Handoff.Layout;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>The server's command line: TensorFlow Serving's flags, which both servers take.</summary>
internal static class ServerCommand
{
    /// <summary>The port for gRPC.</summary>
    public const int GrpcPort = 8500;

    /// <summary>The port for REST and metrics.</summary>
    public const int RestPort = 8501;

    /// <summary>The program in TensorFlow Serving's image. Its usual start would add flags for a model that is not there.</summary>
    public const string TensorFlowServing = "tensorflow_model_server";

    /// <summary>Why our server listens as it does in a container.</summary>
    public const string WhyInsecure =
        "Within a container, this machine's own address reaches nobody: --listen opens the port to whoever reaches the container,\n"
        + "and --insecure says that this is meant, without TLS and tokens, which is what TensorFlow Serving does. Where others reach it,\n"
        + "take both away for --listen=0.0.0.0 --ssl_config_file=FILE --token-file=FILE (docs/serving.md, \"Who may call\").";

    /// <summary>The flags that say what is served and how.</summary>
    public static IReadOnlyList<string> ModelFlags(RootContext context) =>
    [
        $"--model_config_file={context.File(RepositoryFiles.Models)}",
        "--enable_batching",
        $"--batching_parameters_file={context.File(RepositoryFiles.Batching)}",
        "--enable_per_model_batching_parameters",
        $"--monitoring_config_file={context.File(RepositoryFiles.Monitoring)}",
    ];

    /// <summary>All flags of a server in a container.</summary>
    public static IReadOnlyList<string> InContainer(RootContext context) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--port={GrpcPort}"),
        string.Create(CultureInfo.InvariantCulture, $"--rest_api_port={RestPort}"),
        .. ModelFlags(context),
        "--model_config_file_poll_wait_seconds=60",
        .. context.Server.Kind == ServerKind.Tfkeyed ? ["--listen=0.0.0.0", "--insecure", "--verdict-cache=/tmp/tfkeyed-verdicts"] : (string[])[],
    ];
}
