using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

public class RefusalTests
{
    [Fact]
    public void Renaming_an_output_that_is_not_there_lists_those_that_are() => ModelPlans.Refuses(
        "babyweight_keras2", new() { RenameOutputs = ModelPlans.Rename("wieght", "w") }, "no output 'wieght'", "weight: float32 [None, 1]");

    [Fact]
    public void Renaming_an_input_that_is_not_there_lists_those_that_are() => ModelPlans.Refuses(
        "babyweight_keras2", new() { RenameInputs = ModelPlans.Rename("sex", "s") }, "no input 'sex'", "is_male: string [None]");

    [Fact]
    public void Two_outputs_cannot_get_one_name() => ModelPlans.Refuses(
        "babyweight_multi_output", new() { RenameOutputs = ModelPlans.Rename("band", "weight") },
        "'band' and 'weight' would both be named 'weight'", "--rename");

    [Fact]
    public void Outputs_may_swap_names()
    {
        var swap = new Dictionary<string, string> { ["band"] = "weight", ["weight"] = "band" };
        Assert.Equal(
            ["band: float32 [None]", "interval: float32 [None, 2]", "key: string [None]", "rounded: int64 [None]", "weight: string [None]"],
            ModelPlans.Keyed("babyweight_multi_output", new() { RenameOutputs = swap }).Outputs.Select(o => o.ToString()));
    }

    [Fact]
    public void Naming_the_only_output_of_several_says_how_to_name_one() =>
        ModelPlans.Refuses("babyweight_multi_output", new() { OutputName = "babyweight" }, "it has 4 outputs", "--rename OLD=NEW", "interval");

    [Fact]
    public void An_output_cannot_get_two_names() => ModelPlans.Refuses(
        "babyweight_keras2", new() { OutputName = "a", RenameOutputs = ModelPlans.Rename("weight", "b") }, "renamed to both 'b' and 'a'");

    [Fact]
    public void A_renamed_output_collides_with_the_key() =>
        ModelPlans.Refuses("babyweight_keras2", new() { OutputName = "key" }, "an output 'key' that means something else", "--key client_key");

    [Fact]
    public void A_rename_can_make_room_for_the_key()
    {
        var request = new KeyingRequest { RenameInputs = ModelPlans.Rename("key", "weight"), RenameOutputs = ModelPlans.Rename("key", "weight") };
        Assert.Equal(
            ["key: string [None]", "weight: float32 [None]", "x: float32 [None]"], ModelPlans.Keyed("has_key_input", request).Inputs.Select(i => i.ToString()));
    }

    [Fact]
    public void The_suggested_key_name_is_accepted()
    {
        Assert.Contains("client_key: string [None]",
            ModelPlans.Keyed("has_key_input", new() { Keys = [new("client_key")] }).Inputs.Select(i => i.ToString()));
        Assert.Contains(
            "client_key: string [None]",
            ModelPlans.Keyed("babyweight_keyed_reference", new() { Keys = [new("client_key")] }).Outputs.Select(i => i.ToString()));
    }

    [Fact]
    public void An_output_named_key_that_comes_out_of_an_example_is_not_a_key() =>
        ModelPlans.Refuses("estimator_forwards_key", new() { From = "predict" }, "an output 'key' that means something else");

    [Fact]
    public void A_key_given_twice_is_wrong_usage() =>
        ModelPlans.Fails(ErrorKind.Usage, "babyweight_keras2", new() { Keys = [new("a"), new("a")] }, "'a' is given twice");

    [Theory]
    [InlineData("serving_default", "name of the new one")]
    [InlineData("__saved_model_init_op", "TensorFlow's own")]
    [InlineData("", "empty")]
    public void A_signature_cannot_be_kept_under_every_name(string name, string complaint) =>
        ModelPlans.Fails(ErrorKind.Usage, "babyweight_keras2", new() { KeepAs = name }, complaint);

    [Fact]
    public void A_signature_cannot_be_kept_under_a_name_that_is_taken() =>
        ModelPlans.Refuses("babyweight_keras3", new() { KeepAs = "serve" }, "there is a signature of that name");

    [Fact]
    public void Where_nothing_is_replaced_nothing_can_be_kept() =>
        ModelPlans.Refuses("babyweight_keras2_nosig", new() { KeepAs = "old" }, "no signature 'serving_default' that would be replaced");

    [Fact]
    public void Unknown_tags_list_those_that_are_there() =>
        ModelPlans.Refuses("babyweight_tf1_multi_meta", new() { Tags = ["gpu"] }, "exactly the tags 'gpu'", "serve; serve,gpu");

    [Theory]
    [InlineData("nothing", "no signature 'nothing'", "--from serving_default")]
    [InlineData("__saved_model_init_op", "no signature '__saved_model_init_op'", "--from serving_default")]
    [InlineData("function:nothing", "no function 'nothing'", "--from function:__call__:0")]
    [InlineData("function:__call__:9", "no trace '9'", "--from function:__call__:1")]
    public void An_unknown_source_lists_what_to_type(string from, params string[] words) =>
        ModelPlans.Refuses("babyweight_keras2", new() { From = from }, words);

    [Fact]
    public void Among_several_signatures_without_the_default_one_is_to_be_chosen() => ModelPlans.Refuses(
        "babyweight_multi_output", new() { Signature = "scores" }, "2 signatures", "--from quick", "--from serving_default", "--from function:quick:0");
}
