using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Names;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Names;

/// <summary>What Python's TensorFlow makes of names, as its <c>sanitize_arg_name</c> answered for each.</summary>
public class PythonNamesTests
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData("Address", "Address")]
    [InlineData("1st_name", "arg_1st_name")]
    [InlineData("_id", "arg__id")]
    [InlineData("0/obs", "arg_0_obs")]
    [InlineData("image/encoded", "image_encoded")]
    [InlineData("a.b c-d", "a_b_c_d")]
    [InlineData("-", "arg__")]
    [InlineData("é-1", "é_1")]
    [InlineData("鍵", "鍵")]
    [InlineData("x²½Ⅳ٣", "x²½Ⅳ٣")]
    [InlineData("²", "arg_²")]
    [InlineData("Ⅳ", "arg_Ⅳ")]
    [InlineData("a🔑b", "a_b")]
    [InlineData("e\u0301", "e_")]
    [InlineData("\U0001E900", "\U0001E900")]
    [InlineData("", "")]
    public void A_name_becomes_a_parameter(string name, string parameter) => Assert.Equal(parameter, PythonNames.Sanitized(name));

    [Theory]
    [InlineData("x", false)]
    [InlineData("args", false)]
    [InlineData("kwargs", false)]
    [InlineData("name", false)]
    [InlineData("match", false)]
    [InlineData("Self", false)]
    [InlineData("_self", false)]
    [InlineData("1class", false)]
    [InlineData("xⅣ", false)]
    [InlineData("", true)]
    [InlineData("self", true)]
    [InlineData("class", true)]
    [InlineData("lambda", true)]
    [InlineData("None", true)]
    [InlineData("x²", true)]
    [InlineData("\uFE70a", true)]
    [InlineData("\u0E33a", true)]
    [InlineData("a\u0E33", false)]
    public void Some_names_cannot_be_taken(string name, bool hindered) => Assert.Equal(hindered, PythonNames.Obstacle(name) is not null);

    [Theory]
    [InlineData(true, "Key", "key", "x", "x_1")]
    [InlineData(true, "é", "鍵")]
    [InlineData(false, "1st_name", "Address")]
    [InlineData(false, "_id", "a")]
    [InlineData(false, "user-key", "user1")]
    [InlineData(false, "x-1", "x_1")]
    [InlineData(false, "a\U0001E900", "a🔑")]
    public void Names_keep_their_order_or_not(bool keep, params string[] names) => Assert.Equal(keep, PythonNames.KeepTheirOrder(names));

    [Theory]
    [InlineData("x_1", "the input 'x-1' and the key 'x_1'", "'x_1'", "--key client_x_1")]
    [InlineData("x.1", "the input 'x-1' and the key 'x.1'", "'x_1'", "--key client_x.1")]
    [InlineData("self", "the key 'self'", "--key client_self")]
    [InlineData("class", "the key 'class'", "--key client_class")]
    [InlineData("x²", "the key 'x²'", "--key client_x_")]
    public void A_key_that_Python_cannot_take_is_refused(string key, params string[] words) =>
        ModelPlans.Refuses("names_separators", new() { Keys = [new(key)] }, words);

    [Theory]
    [InlineData("x_1", "the input 'x-1' and the input 'x_1'", "--rename-input x1=input_x_1")]
    [InlineData("lambda", "the input 'lambda'", "--rename-input x1=input_lambda")]
    [InlineData("key/", "the key 'key.'", "the input 'key/'")]
    public void So_is_an_input_of_a_new_name(string renamed, params string[] words) =>
        ModelPlans.Refuses("names_separators", new() { RenameInputs = ModelPlans.Rename("x1", renamed), Keys = [new("key.")] }, words);

    [Fact]
    public void Two_keys_collide_as_well() =>
        ModelPlans.Refuses("names_dash", new() { Keys = [new("a-b"), new("a_b")] }, "the key 'a-b' and the key 'a_b'", "--key client_a_b");

    [Fact]
    public void An_input_of_a_function_is_to_be_renamed()
    {
        var request = new KeyingRequest { RenameInputs = new Dictionary<string, string> { ["1st_name"] = "a b", ["Address"] = "a/b" } };
        ModelPlans.Refuses("names_digit_nosig", request, "are one name", "'a_b'", "--rename-input Address=input_a/b");
    }

    [Theory]
    [InlineData("class")]
    [InlineData("self")]
    public void Where_Python_has_nothing_to_load_every_name_is_fine(string key) =>
        Assert.Empty(ModelPlans.Of("babyweight_tf1", new() { Keys = [new(key)] }).MetaGraphs[0].Functions);

    [Fact]
    public void Every_metagraph_is_keyed_or_none()
    {
        var request = new KeyingRequest { Keys = [new("0/obs"), new("_id")], RenameInputs = ModelPlans.Rename("is_male", "is-male") };
        Assert.Equal(2, ModelPlans.Of("babyweight_tf1_multi_meta", request).MetaGraphs.Count);
    }

    [Fact]
    public void A_plan_for_an_engine_asks_nothing_of_Python() =>
        Assert.Single(ModelPlans.Of("names_separators", new() { Keys = [], RenameInputs = ModelPlans.Rename("x1", "class") }).MetaGraphs);

    [Fact]
    public void The_suggested_name_is_accepted()
    {
        TfKeyedException refused = Assert.Throws<TfKeyedException>(() => ModelPlans.Of("names_separators", new() { Keys = [new("x\u00B2")] }));
        string suggested = refused.Message[(refused.Message.IndexOf("--key ", StringComparison.Ordinal) + 6)..].Split('\n')[0].Trim();
        Assert.Single(ModelPlans.Of("names_separators", new() { Keys = [new(suggested)] }).MetaGraphs);
    }
}
