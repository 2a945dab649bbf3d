using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Inspection;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

/// <summary>Models of which it is not plain what is to be keyed.</summary>
public class CaseTests
{
    private static KeyingPlan Plan(string model, KeyingRequest? request = null) => KeyingPlan.For(SavedModel.Load(Repository.Case(model)), request);

    [Fact]
    public void The_only_signature_that_can_carry_a_key_is_taken_and_said()
    {
        KeyingPlan plan = Plan("only_keyable_signature");
        Assert.Equal("action", plan.MetaGraphs[0].Source.ToString());
        Assert.Contains(plan.Notes, n => n.Contains("'get_initial_state' returns nothing, 'get_train_step' takes no input", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("get_train_step", "it takes no input")]
    [InlineData("get_initial_state", "it returns nothing")]
    public void A_signature_that_cannot_carry_a_key_is_refused_with_the_reason(string from, string reason)
    {
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => Plan("only_keyable_signature", new() { From = from }));
        Assert.Equal(ErrorKind.Refused, refusal.Kind);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_keyed_is_not_offered()
    {
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => Plan("only_keyable_signature", new() { From = "nothing" }));
        Assert.Contains("--from action ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--from function:action:0", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--from get_", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--from function:get_", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_with_an_open_batch_is_preferred_to_one_that_is_fixed_to_what_it_was_traced_with()
    {
        KeyingPlan plan = Plan("fixed_call");
        Assert.Equal("function:serving:0", plan.MetaGraphs[0].Source.ToString());
        Assert.Equal("input_ids: int32 [None, None]", plan.MetaGraphs[0].After.Inputs.Single(i => i.Name == "input_ids").ToString());
    }

    [Fact]
    public void Childrens_functions_are_listed_where_the_root_has_none()
    {
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => Plan("child_function"));
        Assert.Equal(ErrorKind.Refused, refusal.Kind);
        Assert.Contains("The root object has no function", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--from function:en.tokenize:0", refusal.Message, StringComparison.Ordinal);

        MetaGraphPlan plan = Plan("child_function", new() { From = "function:en.tokenize" }).MetaGraphs[0];
        Assert.Equal(["key", "text"], plan.After.Inputs.Select(i => i.Name));
        Assert.Single(plan.Functions);

        MetaGraphInspection inspection = ModelInspection.Of(SavedModel.LoadWhole(Repository.Case("child_function"))).MetaGraphs[0];
        Assert.Empty(inspection.Functions);
        Assert.Equal(["en.tokenize"], inspection.ChildFunctions.Select(f => f.Name));
    }

    [Fact]
    public void Functions_that_take_nothing_are_not_offered_by_an_inspection()
    {
        MetaGraphInspection inspection = ModelInspection.Of(SavedModel.LoadWhole(Repository.Model("mutable_table"))).MetaGraphs[0];
        ModelFunction initializer = inspection.ChildFunctions.Single(f => f.Name == "t._initialize");
        Assert.All(initializer.Traces, t => Assert.Contains("takes no tensor", t.KeyObstacle, StringComparison.Ordinal));
    }

    [Fact]
    public void A_ragged_output_is_keyed_by_its_parts()
    {
        MetaGraphPlan plan = Plan("ragged_words").MetaGraphs[0];
        Assert.Equal(
            ["key: string [None]", "words_row_splits: int64 [None]", "words_values: string [None]"], plan.After.Outputs.Select(o => o.ToString()));
        Assert.All(plan.After.Outputs, o => Assert.NotEmpty(o.TensorName));
        Assert.Equal(["key", "words_row_splits", "words_values"], plan.Functions.Single().Results);
        Assert.Contains(plan.Notes, n => n.StartsWith("the ragged tensor 'words'", StringComparison.Ordinal));
        Assert.Equal(["key", "text"], Plan("ragged_words", new() { From = "function:__call__" }).MetaGraphs[0].After.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void A_ragged_input_of_a_function_is_keyed_by_its_parts() => Assert.Equal(
        ["key", "tokens_row_splits", "tokens_values"],
        Plan("ragged_tokens", new() { From = "function:__call__" }).MetaGraphs[0].After.Inputs.Select(i => i.Name));
}
