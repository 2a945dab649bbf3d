using TfKeyedExport.Serving.Configuration;
using Xunit;
using static TfKeyedExport.Serving.Tests.Configuration.ConfigurationHarness;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class ServerOptionsValidatorTests
{
    private static readonly ServerOptions Right = new() { ModelBasePath = "/models/m" };
    private static readonly TlsOptions Tls = new("key", "cert");

    [Fact]
    public void A_model_is_all_that_is_needed() => Assert.Empty(Validate(Right));

    [Fact]
    public void Some_models_have_to_be_named() => Assert.Equal(
        ["Both server_options.model_base_path and server_options.model_config_file are empty!"], Said(Validate(new ServerOptions())));

    [Fact]
    public void A_batching_file_needs_batching()
    {
        ServerOptions options = Right with { BatchingParametersFile = "/f" };
        Assert.Equal(
            ["server_options.batching_parameters_file is set without setting server_options.enable_batching to true."], Said(Validate(options)));
        Assert.Empty(Validate(options with { Batching = new() { Enabled = true } }));
    }

    [Theory]
    [InlineData(8500, 8500, "--port and --rest_api_port are both 8500")]
    [InlineData(70000, 0, "--port is 70000")]
    [InlineData(8500, -1, "--rest_api_port is -1")]
    [InlineData(0, 0, "listen nowhere")]
    public void Ports_are_ports_and_not_one(int port, int rest, string what) =>
        Assert.Contains(what, Validate(Right with { Port = port, RestPort = rest }).Single().Message, StringComparison.Ordinal);

    [Fact]
    public void A_socket_is_somewhere_to_listen()
    {
        Assert.Empty(Validate(Right with { Port = 0, GrpcSocketPath = "/run/s" }));
        Assert.Contains("107 bytes", Validate(Right with { GrpcSocketPath = "/" + new string('s', 107) }).Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("*", false)]
    [InlineData("192.168.0.7", false)]
    public void Beyond_this_machine_it_does_not_listen_unprotected(string address, bool right)
    {
        ServerOptions options = Right with { Protection = new() { Listen = address } };
        Assert.Equal(right ? 0 : 1, Validate(options).Count);
        Assert.Empty(Validate(options with { Protection = options.Protection with { Insecure = true } }));
    }

    [Theory]
    [InlineData(false, false, false, "without TLS and authentication")]
    [InlineData(true, false, false, "without authentication")]
    [InlineData(false, true, false, "without TLS")]
    [InlineData(true, true, false, null)]
    [InlineData(true, false, true, null)]
    public void Both_TLS_and_authentication_are_needed(bool tls, bool token, bool verify, string? missing)
    {
        IEnumerable<string> said = Said(Validate(Right with
        {
            Tls = tls ? Tls with { ClientVerify = verify } : null,
            Protection = new() { Listen = "0.0.0.0", TokenFile = token ? "/t" : null },
        }));
        if (missing is null)
            Assert.Empty(said);
        else
            Assert.EndsWith(missing, said.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("8500")]
    [InlineData("0.0.0.0:8500")]
    [InlineData("[::1")]
    public void What_is_no_address_is_refused(string address) =>
        Assert.Contains("is no address", Validate(Right with { Protection = new() { Listen = address } }).Single().Message, StringComparison.Ordinal);

    [Fact]
    public void Adding_models_needs_folders_for_them() => Assert.Contains(
        "--model-roots", Validate(Right with { Protection = new() { AdminTokenFile = "/t" } }).Single().Next, StringComparison.Ordinal);

    [Fact]
    public void Prefixes_need_clients_that_are_known()
    {
        ServerOptions options = Right with { Protection = new() { RequireClientPrefix = true } };
        Assert.Contains("who a client is", Validate(options).Single().Message, StringComparison.Ordinal);
        Assert.Empty(Validate(options with { Tls = Tls with { ClientVerify = true } }));
    }

    [Fact]
    public void Files_have_to_be_there()
    {
        var options = new ServerOptions
        {
            ModelConfigFile = "a",
            BatchingParametersFile = "b",
            MonitoringConfigFile = "c",
            SslConfigFile = "d",
            Batching = new() { Enabled = true },
            Protection = new() { TokenFile = "e" },
        };
        Assert.Equal(
            [
                "a; No such file or directory (--model_config_file)", "b; No such file or directory (--batching_parameters_file)",
                "c; No such file or directory (--monitoring_config_file)", "d; No such file or directory (--ssl_config_file)",
                "e; No such file or directory (--token-file)",
            ],
            Said(ServerOptionsValidator.Validate(options, _ => false)));
    }

    [Theory]
    [InlineData(1.1, null, null, "--log-rate")]
    [InlineData(1, "(a", null, "--log-key-pattern")]
    [InlineData(1, "(a)\\1", null, "--log-key-pattern")]
    [InlineData(1, "a+", "X-Id: 3", "--log-header")]
    [InlineData(1, "a+", "X-Id", null)]
    public void What_is_logged_has_to_make_sense(double rate, string? pattern, string? header, string? flag)
    {
        var log = new RequestLogOptions("/l") { Rate = rate, KeyPattern = pattern, Headers = new(header is null ? [] : [header]) };
        IReadOnlyList<ConfigurationFault> faults = Validate(Right with { RequestLog = log });
        Assert.Equal(flag is null ? 0 : 1, faults.Count);
        Assert.All(faults, f => Assert.StartsWith(flag!, f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authorization", "key", LogFieldRule.Keep, "--log-header Authorization")]
    [InlineData("cookie", "headers.cookie", LogFieldRule.Keep, "--log-header cookie")]
    [InlineData("Authorization", "headers.authorization", LogFieldRule.Hash, null)]
    [InlineData("X-A", "headers.x-b", LogFieldRule.Hash, "--log-field headers.x-b")]
    internal void Secrets_are_not_logged_unless_hashed(string header, string field, LogFieldRule rule, string? fault)
    {
        var log = new RequestLogOptions("/l") { Headers = new([header]), Fields = new([new(field, rule)]) };
        string[] said = [.. Validate(Right with { RequestLog = log }).Select(f => f.Message)];
        Assert.Equal(fault is null ? 0 : 1, said.Length);
        Assert.All(said, s => Assert.StartsWith(fault!, s, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        5,
        Validate(new ServerOptions
        {
            Port = -1,
            BatchingParametersFile = "/f",
            RestThreads = 0,
            Protection = new() { Listen = "0.0.0.0" },
        }).Count);

    private static IReadOnlyList<ConfigurationFault> Validate(ServerOptions options) => ServerOptionsValidator.Validate(options, _ => true);
}
