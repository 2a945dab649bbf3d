using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Protos;
using Xunit;
using static TfKeyedExport.Serving.Tests.Configuration.ConfigurationHarness;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class ModelServerConfigValidatorTests
{
    [Theory]
    [InlineData("/models/m")]
    [InlineData("file:///models/m")]
    public void A_model_of_this_machine_is_right(string path) => Assert.Empty(Validate(Model(path: path)));

    [Theory]
    [InlineData("rel/path")]
    [InlineData("./m")]
    [InlineData("")]
    [InlineData("://x")]
    public void A_relative_path_is_refused(string path) =>
        Assert.Equal([$"Expected model m to have an absolute path or URI; got base_path()={path}"], Said(Validate(Model(path: path))));

    [Fact]
    public void A_path_on_another_machine_is_refused_as_what_is_not_done_here()
    {
        ConfigurationFault fault = Assert.Single(Validate(Model(path: "s3://bucket/m")));
        Assert.Equal((Code.Unimplemented, "File system scheme 's3' not implemented (file: 's3://bucket/m')"), (fault.Code, fault.Message));
    }

    [Fact]
    public void A_model_is_listed_once() =>
        Assert.Equal(["Illegal to list model m multiple times in config list"], Said(Validate(Model(), Model(), Model())));

    [Fact]
    public void A_model_has_a_name() => Assert.Equal(["A model has no name"], Said(Validate(Model(name: ""))));

    [Theory]
    [InlineData("tensorflow", 1, "Illegal setting both ModelServerConfig::model_type (deprecated) and ModelServerConfig::model_platform, model name is m")]
    [InlineData("", 0, "Illegal setting neither ModelServerConfig::model_type (deprecated) nor ModelServerConfig::model_platform, model name is m")]
    [InlineData("", 2, "ModelServerConfig::model_type choice 2 not supported.")]
    [InlineData("not_a_known_platform", 0, "Model m requests unsupported platform not_a_known_platform")]
    public void Another_platform_is_refused_in_TF_Servings_words(string platform, int type, string message)
    {
        ConfigurationFault fault = Assert.Single(Validate(Model(platform: platform) with { Type = (ModelType)type }));
        Assert.Equal((Code.InvalidArgument, message), (fault.Code, fault.Message));
    }

    [Fact]
    public void The_deprecated_type_is_the_platform() => Assert.Empty(ModelServerConfigValidator.Validate(
        List(Model()), List(Model(platform: "") with { Type = ModelType.Tensorflow })));

    [Fact]
    public void A_model_may_not_change_its_platform() => Assert.Equal(
        ["Illegal to change a model's platform. For model m platform was tensorflow and new platform requested is other"],
        Said(ModelServerConfigValidator.Validate(List(Model()), List(Model(platform: "other")))));

    [Fact]
    public void All_faults_are_told_in_the_order_in_which_TF_Serving_meets_them() => Assert.Collection(
        Said(Validate(Model("c", platform: "x"), Model("b", "b"), Model("a"), Model("a"))),
        m => Assert.StartsWith("Illegal to list model a", m, StringComparison.Ordinal),
        m => Assert.StartsWith("Expected model b", m, StringComparison.Ordinal),
        m => Assert.StartsWith("Model c requests", m, StringComparison.Ordinal));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_share_of_requests_may_be_logged(double rate) => Assert.Empty(Validate(Model() with { Logging = new ModelLogging(rate) }));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void More_than_all_requests_cannot_be_logged(double rate) =>
        Assert.Contains("must be within 0 and 1", Assert.Single(Validate(Model() with { Logging = new ModelLogging(rate) })).Message, StringComparison.Ordinal);

    [Fact]
    public void No_list_at_all_is_right() => Assert.Empty(ModelServerConfigValidator.Validate(List(Model()), ModelServerOptions.Unset));

    [Fact]
    public void Every_fault_says_what_to_do() =>
        Assert.DoesNotContain(Validate(Model("", "x", "y"), Model("a", "s3://b", ""), Model("a")), f => f.Next.Length < 10);

    private static IReadOnlyList<ConfigurationFault> Validate(params ModelOptions[] models) =>
        ModelServerConfigValidator.Validate(ModelServerOptions.Unset, List(models));
}
