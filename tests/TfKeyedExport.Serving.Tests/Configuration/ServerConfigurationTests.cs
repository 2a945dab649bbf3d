using TfKeyedExport.Serving.Configuration;
using Xunit;
using static TfKeyedExport.Serving.Tests.Configuration.ConfigurationHarness;

namespace TfKeyedExport.Serving.Tests.Configuration;

public sealed class ServerConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-").FullName;

    [Fact]
    public void One_model_needs_no_file()
    {
        ServerConfiguration configuration = ServerConfiguration.Load(new ServerOptions { ModelName = "m", ModelBasePath = "/models/m" }).Value!;
        Assert.Equal(List(Model()), configuration.Models);
    }

    [Fact]
    public void Files_are_read_into_the_options_and_the_file_of_models_goes_first()
    {
        ServerConfiguration configuration = ServerConfiguration.Load(new ServerOptions
        {
            ModelBasePath = "/other",
            ModelConfigFile = Write("model_config_list { config { name: 'm' base_path: '/models/m' model_platform: 'tensorflow' } }"),
            BatchingParametersFile = Write("max_batch_size { value: 7 }"),
            MonitoringConfigFile = Write("prometheus_config { enable: true path: '/p' }"),
            SslConfigFile = Write("server_key: '-----BEGIN K' server_cert: '-----BEGIN C' client_verify: true"),
            Batching = new() { Enabled = true, PerModel = true },
            Protection = new() { Listen = "0.0.0.0" },
        }).Value!;
        Assert.Equal("m", Assert.Single(configuration.Models.Models).Name);
        BatchingOptions batching = configuration.Options.Batching;
        Assert.Equal((true, true, 7), (batching.Enabled, batching.PerModel, batching.MaxBatchSize));
        Assert.Equal("/p", configuration.Options.Monitoring.Path);
        Assert.True(configuration.Options.Tls!.ClientVerify);
    }

    [Fact]
    public void TLS_of_a_file_that_asks_for_no_certificates_is_no_authentication()
    {
        string file = Write("server_key: '-----BEGIN K' server_cert: '-----BEGIN C'");
        var options = new ServerOptions { ModelBasePath = "/m", SslConfigFile = file, Protection = new() { Listen = "0.0.0.0" } };
        Assert.EndsWith("without authentication", ServerConfiguration.Load(options).Faults.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Reading<ServerConfiguration> reading = ServerConfiguration.Load(new ServerOptions
        {
            Port = 99999,
            ModelConfigFile = Write("model_config_list { config { name: 'm' base_path: 'm' } }"),
            BatchingParametersFile = Write("max_batch_sizes { value: 7 }"),
            MonitoringConfigFile = Path.Combine(_folder, "nowhere"),
            Batching = new() { Enabled = true },
        });
        Assert.Null(reading.Value);
        Assert.Equal(5, reading.Faults.Count);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        ConfigurationFault fault = ServerConfiguration.Load(new ServerOptions { ModelConfigFile = _folder }).Faults.Single();
        Assert.Contains("is a folder", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, text);
        return path;
    }
}
