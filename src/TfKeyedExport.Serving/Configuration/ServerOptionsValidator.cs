using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Says all that is wrong with a command line, with what its files say, before anything is opened.</summary>
internal static class ServerOptionsValidator
{
    /// <summary>The most threads of a kind; more would never be started.</summary>
    public const int MostThreads = 4096;

    private const int HighestPort = 65535;
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase) { "authorization", "proxy-authorization", "cookie" };

    /// <summary>Looks at options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fileExists">Whether there is a file; null asks the system.</param>
    public static IReadOnlyList<ConfigurationFault> Validate(ServerOptions options, Func<string, bool>? fileExists = null)
    {
        var faults = new List<ConfigurationFault>();
        Models(options, faults);
        Ports(options, faults);
        Numbers(options, faults);
        Files(options, fileExists ?? File.Exists, faults);
        Reach(options, faults);
        Log(options.RequestLog, faults);
        faults.AddRange(SeenValidator.Validate(options.Seen));
        return faults;
    }

    private static void Models(ServerOptions options, List<ConfigurationFault> faults)
    {
        if (options is { ModelBasePath.Length: 0, ModelConfigFile.Length: 0 })
        {
            Wrong(
                faults, "Both server_options.model_base_path and server_options.model_config_file are empty!",
                "Say which models: --model_base_path=/models/NAME, or --model_config_file=FILE.");
        }
        if (options is { BatchingParametersFile.Length: > 0, Batching.Enabled: false })
        {
            Wrong(
                faults, "server_options.batching_parameters_file is set without setting server_options.enable_batching to true.",
                "Add --enable_batching, or take --batching_parameters_file away.");
        }
        if (options is { ModelConfigFile.Length: 0, ModelName.Length: 0 })
            Wrong(faults, "--model_name is empty", "Give the name by which clients call the model.");
    }

    private static void Ports(ServerOptions options, List<ConfigurationFault> faults)
    {
        foreach ((string flag, int port) in new[] { ("--port", options.Port), ("--rest_api_port", options.RestPort) })
        {
            if (port is < 0 or > HighestPort)
                Wrong(faults, $"{flag} is {port}, which is no port", $"Take one from 1 to {HighestPort}; 0 turns it off.");
        }
        if (options.Port == options.RestPort && options.Port > 0)
            Wrong(faults, $"--port and --rest_api_port are both {options.Port}", "Give each its own, such as 8500 and 8501.");
        if (options is { Port: 0, RestPort: 0, GrpcSocketPath.Length: 0 })
            Wrong(faults, "The server would listen nowhere: --port and --rest_api_port are 0", "Give one of them, or --grpc_socket_path.");
        // The limit is the system's, for the name with its end.
        if (Encoding.UTF8.GetByteCount(options.GrpcSocketPath) > 107)
            Wrong(faults, "--grpc_socket_path is longer than the 107 bytes that a socket's name may have", "Take a shorter path.");
    }

    private static void Numbers(ServerOptions options, List<ConfigurationFault> faults)
    {
        foreach ((string flag, int? value, int least, int most) in new (string, int?, int, int)[]
        {
            ("--rest_api_num_threads", options.RestThreads, 1, int.MaxValue),
            ("--grpc_max_threads", options.GrpcThreads, 1, int.MaxValue),
            ("--num_load_threads", options.Versioning.LoadThreads, 0, MostThreads),
            ("--num_unload_threads", options.Versioning.UnloadThreads, 0, MostThreads),
            ("--max_num_load_retries", options.Versioning.MaxLoadRetries, 0, int.MaxValue),
        })
        {
            if (value < least || value > most)
                Wrong(faults, $"{flag} is {value}", $"Take a number from {least} {(most == MostThreads ? $"to {most}" : "on")}, or leave it out.");
        }
    }

    private static void Files(ServerOptions options, Func<string, bool> exists, List<ConfigurationFault> faults)
    {
        foreach ((string flag, string? file) in new (string, string?)[]
        {
            ("--model_config_file", options.ModelConfigFile),
            ("--batching_parameters_file", options.BatchingParametersFile),
            ("--monitoring_config_file", options.MonitoringConfigFile),
            ("--ssl_config_file", options.SslConfigFile),
            ("--token-file", options.Protection.TokenFile),
            ("--admin-token-file", options.Protection.AdminTokenFile),
        })
        {
            if (Directory.Exists(file))
                Wrong(faults, $"{file} is a folder ({flag})", "Name the file in it.");
            else if (!string.IsNullOrEmpty(file) && !exists(file))
                faults.Add(new ConfigurationFault(Protos.Code.NotFound, $"{file}; No such file or directory ({flag})", "Check the path."));
        }
    }

    private static void Reach(ServerOptions options, List<ConfigurationFault> faults)
    {
        ProtectionOptions protection = options.Protection;
        if (ListenAddress.Parse(protection.Listen) is not { } address)
        {
            Wrong(
                faults, $"--listen '{protection.Listen}' is no address",
                "Take an IP address without a port, such as 127.0.0.1, 0.0.0.0 or ::; ports are --port and --rest_api_port.");
        }
        else if (!ListenAddress.IsLoopback(address) && !protection.Insecure)
        {
            Beyond(options, address, faults);
        }
        if (protection is { AdminTokenFile: not null, ModelRoots.Count: 0 })
        {
            Wrong(
                faults, "--admin-token-file lets models be added, and no folder is named for them",
                "Add --model-roots=FOLDER, under which they have to lie.");
        }
        if (options.Limits.MaxHeldBytes < options.Limits.MaxBodyBytes)
        {
            Wrong(
                faults, FormattableString.Invariant($"--max-held is {options.Limits.MaxHeldBytes} bytes, less than one body may have (--max-body)"),
                "Raise the one or lower the other: else the largest requests are never answered.");
        }
        if (protection is { RequireClientPrefix: true, TokenFile: null } && options.Tls is not { ClientVerify: true } && options.SslConfigFile.Length == 0)
        {
            Wrong(
                faults, "--require-client-prefix needs to know who a client is",
                "Add --token-file=FILE, or --ssl_config_file=FILE with client_verify: true.");
        }
    }

    private static void Beyond(ServerOptions options, IPAddress address, List<ConfigurationFault> faults)
    {
        // What the file says is not known before it is read.
        bool tls = options.Tls is not null || options.SslConfigFile.Length > 0;
        bool unread = options.Tls is null && options.SslConfigFile.Length > 0;
        bool authentication = options.Protection.TokenFile is not null || options.Tls is { ClientVerify: true } || unread;
        if (tls && authentication)
            return;
        string missing = (tls, authentication) switch { (false, false) => "TLS and authentication", (false, true) => "TLS", _ => "authentication" };
        Wrong(
            faults, $"--listen {address} can be reached from other machines, without {missing}",
            "Add --ssl_config_file=FILE and --token-file=FILE (or client_verify: true), or say --insecure if something else protects it.");
    }

    private static void Log(RequestLogOptions? log, List<ConfigurationFault> faults)
    {
        if (log is null)
            return;
        if (log.Rate is not (>= 0 and <= 1))
            Wrong(faults, FormattableString.Invariant($"--log-rate is {log.Rate}"), "Take the share of rows that are to be logged, from 0 to 1.");
        if (log.Headers.FirstOrDefault(h => h.Length == 0 || h.AsSpan().IndexOfAny(" :\t") >= 0) is { } header)
            Wrong(faults, $"--log-header '{header}' is no name of a header", "Give the name alone, such as X-Request-Id.");
        Secret(log, faults);
        if (log.Fields.FirstOrDefault(f => IsUnknownHeader(f, log)) is { } unknown)
            Wrong(faults, $"--log-field {unknown.Name} is about a header that is not logged", $"Add --log-header={unknown.Name["headers.".Length..]}.");
        if (log.KeyPattern is { } pattern && PatternFault(pattern) is { } fault)
            Wrong(faults, $"--log-key-pattern is no regular expression that can be used: {fault}", "Write one without look-around and back references.");
    }

    private static void Secret(RequestLogOptions log, List<ConfigurationFault> faults)
    {
        foreach (string header in log.Headers.Where(h => Secrets.Contains(h)))
        {
            if (log.Fields.LastOrDefault(f => string.Equals(f.Name, $"headers.{header}", StringComparison.OrdinalIgnoreCase))?.Rule is not LogFieldRule.Hash)
            {
                Wrong(
                    faults, $"--log-header {header} would write down what clients prove themselves with",
                    $"Leave it out, or have it hashed: --log-field=headers.{header}=hash.");
            }
        }
    }

    private static bool IsUnknownHeader(LogField field, RequestLogOptions log) =>
        field.Name.StartsWith("headers.", StringComparison.Ordinal) && !log.Headers.Contains(field.Name["headers.".Length..], StringComparer.OrdinalIgnoreCase);

    // Keys are text of strangers: only patterns are taken whose time grows with the key's length alone.
    private static string? PatternFault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return error.Message.TrimEnd('.');
        }
    }

    private static void Wrong(List<ConfigurationFault> faults, string what, string next) => faults.Add(ConfigurationFault.Invalid(what, next));
}
