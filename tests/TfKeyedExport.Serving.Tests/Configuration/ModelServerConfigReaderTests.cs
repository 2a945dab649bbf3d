using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Protos;
using Xunit;
using static TfKeyedExport.Serving.Tests.Configuration.ConfigurationHarness;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class ModelServerConfigReaderTests
{
    [Fact]
    public void A_file_has_everything_that_a_model_may_have()
    {
        ModelServerOptions options = ModelsOf("""
            # two models
            model_config_list {
              config {
                name: 'a'  base_path: "/models/" "a"  model_platform: "tensorflow"
                model_version_policy { specific { versions: [7, 3, 7] } }
                version_labels { key: "stable" value: 3 }
                version_labels: [{ key: "canary", value: 7 }]
                logging_config { sampling_config { sampling_rate: 0.5 } log_collector_config { type: "x" filename_prefix: "/y" } }
              }
              config < name: "b", base_path: "file:///b"; model_type: TENSORFLOW >
            }
            """).Value!;

        ModelOptions a = options.Models[0], b = options.Models[1];
        Assert.Equal(("a", "/models/a", "tensorflow"), (a.Name, a.BasePath, a.EffectivePlatform));
        Assert.Equal(new VersionPolicy.Specific(new Sequence<long>([3, 7])), a.VersionPolicy);
        Assert.Equal([new VersionLabel("canary", 7), new VersionLabel("stable", 3)], a.Labels);
        Assert.Equal(new ModelLogging(0.5, "x", "/y"), a.Logging);
        Assert.Equal(("/b", "tensorflow", VersionPolicy.Default), (b.Folder, b.EffectivePlatform, b.VersionPolicy));
        Assert.Null(b.Logging);
    }

    [Theory]
    [InlineData("latest { num_versions: 3 }", 3)]
    [InlineData("latest { num_versions: 0 }", 1)]
    [InlineData("latest {}", 1)]
    [InlineData("", 1)]
    [InlineData("latest { num_versions: 4294967295 }", int.MaxValue)]
    public void Latest_of_0_counts_as_1(string policy, int count) => Assert.Equal(count, Assert.IsType<VersionPolicy.Latest>(Policy(policy)).Count);

    [Fact]
    public void All_and_an_empty_list_are_policies_too()
    {
        Assert.IsType<VersionPolicy.All>(Policy("all {}"));
        Assert.Empty(Assert.IsType<VersionPolicy.Specific>(Policy("specific {}")).Versions);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("model_config_list {}", true)]
    public void An_empty_list_is_not_the_same_as_none(string text, bool isSet) => Assert.Equal(isSet, ModelsOf(text).Value!.IsSet);

    [Theory]
    [InlineData("config { nam: 'a' }", "(line 2, column 10): ModelConfig has no field 'nam'", "Did you mean name?")]
    [InlineData("config { base_pth: 'a' }", "ModelConfig has no field 'base_pth'", "Did you mean base_path?")]
    [InlineData("config { [x.y]: 'a' }", "ModelConfig has no field [x.y]", "It has: name")]
    [InlineData("config { name: a }", "name is a text, and a stands in no quotes", "Write it in quotes.")]
    [InlineData("config { name: '\\377' }", "name is no UTF-8", "UTF-8")]
    [InlineData("config { name: 'a' name: 'b' }", "name was given in line 2 already", "Take one of them away.")]
    [InlineData("config { name: ['a'] }", "name has one value, and no list", "Take the brackets away.")]
    [InlineData("config: 3", "config is a ModelConfig, and 3 is none", "Write config { ... }.")]
    [InlineData("config { model_type: TF }", "there is no model_type TF", "model_platform")]
    [InlineData("config { model_version_policy { all {} latest {} } }", "latest and all (line 2) exclude each other", "Take one of them away.")]
    [InlineData("config { model_version_policy { all { x: 1 } } }", "All has no field 'x'", "It has no fields at all.")]
    [InlineData("config { model_version_policy { latest { num_versions: -1 } } }", "num_versions is -1, which is not within 0 and 4294967295", "Write")]
    [InlineData("config { model_version_policy { specific { versions: 1.5 } } }", "versions is a whole number, and 1.5 is none", "Write versions: 3.")]
    [InlineData("config { model_version_policy { specific { versions: 9223372036854775808 } } }", "is not within", "Write")]
    [InlineData(
        "config { version_labels { key: 'a' value: 1 } version_labels { key: 'a' value: 2 } }",
        "the label 'a' is given to version 1 and to version 2", "Take one of them away.")]
    [InlineData("config { logging_config { sampling_config { sampling_rate: 'x' } } }", "sampling_rate is a number, and \"x\" is none", "sampling_rate: 0.5")]
    [InlineData("config {", "(line 2, column 1): the message config is not closed", "Close it with }.")]
    public void What_is_wrong_is_told_with_its_place_and_what_to_do(string config, string what, string next)
    {
        ConfigurationFault fault = ModelsOf("model_config_list {\n" + config + (config.EndsWith('{') ? "" : "\n}")).Faults[0];
        Assert.Equal(Code.InvalidArgument, fault.Code);
        Assert.StartsWith("Invalid protobuf file: 'models.config'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Contains(next, fault.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_file_are_told_at_once() =>
        Assert.Equal(3, ModelsOf("model_config_list { config { nam: 'a' base_path: 3 model_type: X } }").Faults.Count);

    [Fact]
    public void A_custom_configuration_is_refused_in_TF_Servings_words()
    {
        var proto = new ModelServerConfig { CustomModelConfig = new() };
        Assert.Equal(["ModelServer does not yet support custom model config."], Said(ModelServerConfigReader.Read(proto).Faults));
        string file = ModelsOf("custom_model_config { [type.googleapis.com/x.Y] { a: 1 } }").Faults.Single().Message;
        Assert.Contains("ModelServer does not yet support custom model config", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_without_a_list_says_nothing() => Assert.Same(ModelServerOptions.Unset, ModelServerConfigReader.Read(new ModelServerConfig()).Value);

    [Fact]
    public void Configurations_that_say_the_same_are_equal()
    {
        const string Text = "model_config_list { config { name: 'a' model_version_policy { specific { versions: 1 } } version_labels { key: 'x' value: 1 } } }";
        Assert.Equal(ModelsOf(Text).Value, ModelsOf(Text.Replace("specific { versions: 1 }", "specific { versions: [1, 1] }", StringComparison.Ordinal)).Value);
        Assert.NotEqual(ModelsOf(Text).Value, ModelsOf(Text.Replace("versions: 1", "versions: 2", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_of()
    {
        ConfigurationFault fault = ModelServerConfigReader.ReadFile("/nowhere/models.config").Faults.Single();
        Assert.Equal((Code.NotFound, "/nowhere/models.config; No such file or directory"), (fault.Code, fault.Message));
    }

    private static VersionPolicy Policy(string policy) =>
        ModelsOf("model_config_list { config { " + (policy.Length == 0 ? "" : $"model_version_policy {{ {policy} }}") + " } }").Value!.Models[0].VersionPolicy;
}
