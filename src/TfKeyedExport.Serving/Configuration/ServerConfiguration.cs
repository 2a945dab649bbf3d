using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>A server's options with what its files say.</summary>
/// <param name="Options">The options; batching, metrics and TLS are as the files have them.</param>
/// <param name="Models">The models to begin with.</param>
internal sealed record ServerConfiguration(ServerOptions Options, ModelServerOptions Models)
{
    /// <summary>Reads the files that options name, and holds all of it against the rules. All that is wrong is told at once.</summary>
    public static Reading<ServerConfiguration> Load(ServerOptions options)
    {
        var faults = new List<ConfigurationFault>();
        BatchingOptions? batching = options.Batching;
        // Without batching the file is not asked for, and to name one is a fault of its own.
        if (batching.Enabled && Given(options.BatchingParametersFile))
            batching = Take(BatchingParametersReader.ReadFile(options.BatchingParametersFile, batching), faults);
        MonitoringOptions? monitoring = options.Monitoring;
        if (Given(options.MonitoringConfigFile))
            monitoring = Take(MonitoringConfigReader.ReadFile(options.MonitoringConfigFile), faults);
        TlsOptions? tls = options.Tls;
        if (Given(options.SslConfigFile))
            tls = Take(SslConfigReader.ReadFile(options.SslConfigFile), faults);
        ModelServerOptions? models = ReadModels(options, faults);
        ServerOptions whole = options with
        {
            Batching = batching ?? options.Batching,
            Monitoring = monitoring ?? options.Monitoring,
            Tls = tls,
            Protection = options.Protection with
            {
                Clients = ReadClients(options.Protection.TokenFile, faults),
                Administrators = ReadClients(options.Protection.AdminTokenFile, faults),
            },
        };
        faults.InsertRange(0, ServerOptionsValidator.Validate(whole));
        return Reading<ServerConfiguration>.Of(new ServerConfiguration(whole, models ?? ModelServerOptions.Unset), faults);
    }

    // A file that is not there is told of once, by the options' validator.
    private static bool Given(string path) => path.Length > 0 && File.Exists(path);

    private static IReadOnlyDictionary<string, Client>? ReadClients(string? path, List<ConfigurationFault> faults)
    {
        if (path is null || !Given(path))
            return null;
        var wrong = new List<TfKeyedException>();
        IReadOnlyDictionary<string, Client> clients = TokenFile.Read(path, wrong);
        faults.AddRange(wrong.Select(w => ConfigurationFault.Invalid($"{w.Where}: {w.What}", $"{char.ToUpperInvariant(w.Next![0])}{w.Next[1..]}.")));
        return clients;
    }

    private static ModelServerOptions? ReadModels(ServerOptions options, List<ConfigurationFault> faults)
    {
        ModelServerOptions? models = ModelServerOptions.Unset;
        if (Given(options.ModelConfigFile))
            models = Take(ModelServerConfigReader.ReadFile(options.ModelConfigFile), faults);
        else if (options is { ModelConfigFile.Length: 0, ModelBasePath.Length: > 0 })
            models = ModelServerOptions.Single(options.ModelName, options.ModelBasePath);
        if (models is not null)
            faults.AddRange(ModelServerConfigValidator.Validate(ModelServerOptions.Unset, models));
        return models;
    }

    private static T? Take<T>(Reading<T> reading, List<ConfigurationFault> faults)
        where T : class
    {
        faults.AddRange(reading.Faults);
        return reading.Value;
    }
}
