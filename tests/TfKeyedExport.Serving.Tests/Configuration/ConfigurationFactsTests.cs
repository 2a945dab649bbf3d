using System.Text;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

/// <summary>No field of TensorFlow Serving's configuration files is forgotten: each row of <c>tests/Conformance/flags.tsv</c> that is no flag.</summary>
public class ConfigurationFactsTests
{
    private const string Model = "model_config_list { config { ";

    // A text that has the field; what has no file of its own here is not among them.
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["model_config_list"] = "model_config_list {}",
        ["model_config_list.config[].name"] = Model + "name: 'm' } }",
        ["model_config_list.config[].base_path"] = Model + "base_path: '/m' } }",
        ["model_config_list.config[].model_platform"] = Model + "model_platform: 'tensorflow' } }",
        ["model_config_list.config[].model_type"] = Model + "model_type: TENSORFLOW } }",
        ["model_config_list.config[].model_version_policy"] = Model + "model_version_policy {} } }",
        ["...model_version_policy.latest.num_versions"] = Model + "model_version_policy { latest { num_versions: 2 } } } }",
        ["...model_version_policy.all"] = Model + "model_version_policy { all {} } } }",
        ["...model_version_policy.specific.versions"] = Model + "model_version_policy { specific { versions: 1 } } } }",
        ["model_config_list.config[].version_labels"] = Model + "version_labels { key: 'a' value: 1 } } }",
        ["model_config_list.config[].logging_config"] = Model + "logging_config {} } }",
        ["log_collector_config.type"] = Model + "logging_config { log_collector_config { type: 'x' } } } }",
        ["log_collector_config.filename_prefix"] = Model + "logging_config { log_collector_config { filename_prefix: 'x' } } } }",
        ["sampling_config.sampling_rate"] = Model + "logging_config { sampling_config { sampling_rate: 1 } } } }",
        ["max_batch_size"] = "max_batch_size { value: 1 }",
        ["batch_timeout_micros"] = "batch_timeout_micros { value: 1 }",
        ["max_enqueued_batches"] = "max_enqueued_batches { value: 1 }",
        ["num_batch_threads"] = "num_batch_threads { value: 1 }",
        ["thread_pool_name"] = "thread_pool_name { value: 'x' }",
        ["allowed_batch_sizes"] = "allowed_batch_sizes: 1000",
        ["pad_variable_length_inputs"] = "pad_variable_length_inputs: true",
        ["enable_large_batch_splitting"] = "enable_large_batch_splitting { value: true }",
        ["max_execution_batch_size"] = "max_execution_batch_size { value: 1 }",
        ["prometheus_config.enable"] = "prometheus_config { enable: true }",
        ["prometheus_config.path"] = "prometheus_config { path: '/x' }",
        ["server_key"] = "server_key: '-----BEGIN X' server_cert: '-----BEGIN X'",
        ["server_cert"] = "server_key: '-----BEGIN X' server_cert: '-----BEGIN X'",
        ["custom_ca"] = "server_key: '-----BEGIN X' server_cert: '-----BEGIN X' custom_ca: '-----BEGIN X'",
        ["client_verify"] = "server_key: '-----BEGIN X' server_cert: '-----BEGIN X' client_verify: true",
    };

    // Of these TensorFlow Serving reads none from a file of their own.
    private static readonly string[] Elsewhere =
        ["custom_model_config", "platform_configs", "ModelWarmupOptions.num_request_iterations", "ModelWarmupOptions.num_model_warmup_threads",
            "ModelWarmupOptions.enable_all_batch_sizes_warmup"];

    private static readonly (string Section, string Name)[] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Conformance", "flags.tsv"))
            .Skip(1)
            .Select(l => l.Split('\t'))
            .Where(f => f[0] is "model_server_config" or "batching_parameters" or "other_config")
            .Select(f => (f[0], f[1])),
    ];

    public static TheoryData<string> Fields => [.. Rows.Select(r => r.Name).Except(Elsewhere)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_is_read_by_one_reader_and_by_no_other(string field)
    {
        byte[] text = Encoding.UTF8.GetBytes(Texts[field]);
        IReadOnlyList<ConfigurationFault>[] readers =
        [
            ModelServerConfigReader.Read("f", text).Faults, BatchingParametersReader.Read("f", text, new BatchingOptions()).Faults,
            MonitoringConfigReader.Read("f", text).Faults, SslConfigReader.Read("f", text).Faults,
        ];
        Assert.Single(readers, f => f.Count == 0);
    }

    [Fact]
    public void Nothing_is_listed_that_the_facts_do_not_have() => Assert.Empty(Texts.Keys.Concat(Elsewhere).Except(Rows.Select(r => r.Name)));

    [Fact]
    public void Defaults_are_TF_Servings_but_for_those_that_are_better()
    {
        BatchingOptions batching = BatchingOptions.Default(quirks: true);
        Assert.Equal((1000, 0, 10), (batching.MaxBatchSize, batching.BatchTimeoutMicros, batching.MaxEnqueuedBatches));
        Assert.Equal(Environment.ProcessorCount, batching.NumBatchThreads);
        Assert.Equal(("model_server_batch_threads", false, false), (batching.ThreadPoolName, batching.PadVariableLengthInputs, batching.LargeBatchSplitting));
        Assert.False(batching.Enabled || batching.PerModel);
        Assert.True(BatchingOptions.Default(quirks: false).LargeBatchSplitting && new MonitoringOptions().Enabled);
        Assert.Equal("/monitoring/prometheus/metrics", new MonitoringOptions().Path);
    }
}
