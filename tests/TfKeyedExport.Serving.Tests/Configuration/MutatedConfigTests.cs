using System.Text;
using System.Text.Json;
using CsCheck;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

/// <summary>Whatever stands in a file, each reader has a value or faults, and never both or neither.</summary>
public class MutatedConfigTests
{
    private static readonly string[] Words =
    [
        .. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "TfKeyedExport.Formats.Tests", "TextFormat", "golden.json")))
            .RootElement.EnumerateArray()
            .SelectMany(c => c.GetProperty("text").GetString()!.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Concat(["server_key:", "prometheus_config", "path:", "-1", "inf", "nan", "0x10", "1e400", "[", "]", "99999999999999999999", "'", "[a.b/c]"])
            .Distinct(),
    ];

    [Fact]
    public void Any_words_are_read_or_refused() => Gen.Int[0, Words.Length - 1].Array[0, 30].Sample(
        picks =>
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Join(' ', picks.Select(p => Words[p])));
            AssertWhole(ModelServerConfigReader.Read("f", text));
            AssertWhole(BatchingParametersReader.Read("f", text, new BatchingOptions()));
            AssertWhole(MonitoringConfigReader.Read("f", text));
            AssertWhole(SslConfigReader.Read("f", text));
        },
        iter: 20_000);

    [Fact]
    public void Any_change_of_a_model_is_read_or_refused() => Gen.Select(Gen.Int[0, Model.Length - 1], Gen.Int[0, Words.Length - 1], Gen.Bool).Sample(
        (at, word, replace) =>
        {
            string[] changed = [.. Model[..at], Words[word], .. Model[(replace ? at + 1 : at)..]];
            AssertWhole(ModelServerConfigReader.Read("f", Encoding.UTF8.GetBytes(string.Join(' ', changed))));
        },
        iter: 20_000);

    private static readonly string[] Model =
        ("model_config_list { config { name: 'a' base_path: '/a' model_type: TENSORFLOW model_version_policy { latest { num_versions: 2 } } "
            + "version_labels { key: 'x' value: 1 } logging_config { sampling_config { sampling_rate: 0.5 } } } }").Split(' ');

    private static void AssertWhole<T>(Reading<T> reading)
        where T : class
    {
        Assert.Equal(reading.Value is null, reading.Faults.Count > 0);
        if (reading.Value is ModelServerOptions models)
            Assert.DoesNotContain(ModelServerConfigValidator.Validate(models, models), f => f.Message.Length == 0);
    }
}
