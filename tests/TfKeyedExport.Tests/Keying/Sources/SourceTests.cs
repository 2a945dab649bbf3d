using TfKeyedExport.Functions;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Signatures;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Sources;

public class SourceTests
{
    [Theory]
    [InlineData("babyweight_keras2", "serving_default")]
    [InlineData("estimator_raw", "predict")]
    [InlineData("babyweight_module_nosig", "function:__call__:0")]
    [InlineData("single_tensor_module_nosig", "function:__call__:0")]
    public void The_obvious_source_is_taken(string model, string expected) => Assert.Equal(expected, ModelPlans.Of(model).MetaGraphs[0].Source.ToString());

    [Fact]
    public void The_trace_for_inference_is_taken()
    {
        MetaGraphPlan plan = ModelPlans.Of("babyweight_keras2_nosig").MetaGraphs[0];
        FunctionTrace trace = Assert.IsType<KeyingSource.Function>(plan.Source).Trace;
        Assert.Equal(["training=False", "mask=None"], trace.PlainArguments);
        Assert.Equal(InputForm.Dictionary, trace.Form);
    }

    [Fact]
    public void A_trace_for_training_can_be_asked_for_and_is_noted()
    {
        MetaGraphPlan plan = ModelPlans.Of("text_lstm", new() { From = "function:__call__:0" }).MetaGraphs[0];
        Assert.Contains(plan.Notes, n => n.Contains("traced for training", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trace_can_be_named_by_its_concrete_function() => Assert.Equal(
        "function:__call__:1",
        ModelPlans.Of("text_lstm", new() { From = "function:__call__:__inference_model_1_layer_call_fn_44663" }).MetaGraphs[0].Source.ToString());

    [Fact]
    public void A_function_below_the_root_is_found_by_its_path()
    {
        MetaGraphPlan plan = ModelPlans.Of("babyweight_multi_output", new() { From = "function:base/__call__" }).MetaGraphs[0];
        Assert.Equal(["gestation_weeks", "is_male", "key", "mother_age", "plurality"], plan.After.Inputs.Select(i => i.Name));
        Assert.NotEmpty(plan.Captures);
    }

    [Fact]
    public void Every_metagraph_with_the_source_is_keyed_unless_tags_name_one()
    {
        Assert.Equal([0, 1], ModelPlans.Of("babyweight_tf1_multi_meta").MetaGraphs.Select(m => m.Index));
        Assert.Equal([1], ModelPlans.Of("babyweight_tf1_multi_meta", new() { Tags = ["gpu", "serve"] }).MetaGraphs.Select(m => m.Index));
    }

    [Fact]
    public void Functions_are_listed_with_what_stands_in_their_way()
    {
        IReadOnlyList<ModelFunction> functions = ModelFunctions.Of(ModelPlans.Load("babyweight_keras2").MetaGraphs[0]);
        Assert.Equal(["__call__", "call_and_return_all_conditional_losses"], functions.Select(f => f.Name));
        Assert.Equal([true, false], functions[0].Traces.Select(t => t.IsTraining));
        Assert.All(functions[0].Traces, t => Assert.True(t.IsExportable));

        FunctionTrace creator = ModelFunctions.Find(ModelPlans.Load("mutable_table").MetaGraphs[0], "t/_create_resource")!.Traces[0];
        Assert.Contains("is a resource", creator.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_can_be_attached_without_a_key()
    {
        ModelSignature signature = ModelPlans.Keyed("single_tensor_module_nosig", new() { Keys = [], From = "function:predict" });
        Assert.Equal(["x"], signature.Inputs.Select(i => i.Name));
        Assert.Equal(["output_0"], signature.Outputs.Select(i => i.Name));
    }

    [Fact]
    public void A_source_without_inputs_cannot_carry_keys_but_can_be_run()
    {
        var request = new KeyingRequest { From = "function:t/_initialize" };
        ModelPlans.Refuses("mutable_table", request, "it takes no input");
        Assert.Empty(ModelPlans.Keyed("mutable_table", request with { Keys = [] }).Inputs);
    }
}
