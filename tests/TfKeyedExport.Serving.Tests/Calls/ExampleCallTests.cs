using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Calls;

/// <summary>Classify, regress, and both in one: what is taken for an answer.</summary>
public class ExampleCallTests
{
    private static readonly TensorShape TwoByTwo = new(2, 2);

    [Fact]
    public async Task Classes_stand_by_their_scores_an_example_each()
    {
        using CallHarness call = Classifier(CallHarness.Words("a", "b", "c", "d"), Tensor.From<float>(TwoByTwo, [1, 2, 3, 4]));
        ClassificationResult result = await call.Classify(2);
        Assert.Equal([("a", 1f), ("b", 2f)], result.Classifications[0].Classes.Select(c => (c.Label, c.Score)));
        Assert.Equal([("c", 3f), ("d", 4f)], result.Classifications[1].Classes.Select(c => (c.Label, c.Score)));
    }

    [Fact]
    public async Task Classes_and_scores_must_be_those_of_the_examples_and_of_each_other()
    {
        using CallHarness other = Classifier(CallHarness.Words("a", "b"), Tensor.From<float>(TwoByTwo, [1, 2, 3, 4]));
        Assert.Contains("batch size of 2. Got: 1", await CallHarness.Fault(() => other.Classify(2)), StringComparison.Ordinal);
        using CallHarness wide = Classifier(CallHarness.Words("a", "b", "c", "d"), Tensor.From<float>(new TensorShape(2, 1), [1, 2]));
        Assert.Contains("Got 2 vs. 1", await CallHarness.Fault(() => wide.Classify(2)), StringComparison.Ordinal);
        using CallHarness flat = Classifier(CallHarness.Words("a", "b", "c", "d"), Tensor.From<float>(1, 2));
        Assert.Contains("[batch_size num_classes]", await CallHarness.Fault(() => flat.Classify(2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Numbers_are_one_an_example_flat_or_in_a_column(int rank)
    {
        Tensor numbers = Tensor.From<float>(rank == 1 ? new TensorShape(2) : new TensorShape(2, 1), [5, 6]);
        using CallHarness call = Regressor(numbers);
        Assert.Equal([5f, 6f], (await call.Regress(2)).Regressions.Select(r => r.Value));
        Assert.Contains("3 vs. 2", await CallHarness.Fault(() => call.Regress(3)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_does_not_regress_is_told_of_before_it_is_run()
    {
        using CallHarness call = Classifier(CallHarness.Words("a", "b"), Tensor.From<float>(1));
        Assert.Equal("Expected one output Tensor.", await CallHarness.Fault(() => call.Regress(1)));
    }

    [Fact]
    public async Task No_examples_are_no_request()
    {
        using CallHarness call = Regressor(Tensor.From<float>(1));
        Assert.Equal("Input is empty.", await CallHarness.Fault(() => call.Regress(0)));
    }

    [Fact]
    public async Task Several_tasks_are_held_against_the_rules_before_any_is_run()
    {
        int runs = 0;
        using CallHarness call = new([CallHarness.Argument("inputs", DataType.String)], [CallHarness.Argument("outputs")], _ =>
        {
            runs++;
            return [Tensor.From<float>(1)];
        });
        InferenceTask regress = Task("m", "tensorflow/serving/regress");
        Assert.Equal(
            "All ModelSpecs in a MultiInferenceRequest must access the same model name.",
            await CallHarness.Fault(() => Multi(call, regress, Task("other", "tensorflow/serving/regress"))));
        Assert.Contains("Duplicate evaluation", await CallHarness.Fault(() => Multi(call, regress, regress)), StringComparison.Ordinal);
        await CallHarness.Fault(() => Multi(call, Task("m", "tensorflow/serving/predict")), Code.Unimplemented);
        Assert.Equal(0, runs);
        Assert.Equal(1, (await Multi(call, regress)).Results.Single().RegressionResult.Regressions.Single().Value);
    }

    private static InferenceTask Task(string model, string method) => new() { ModelSpec = new ModelSpec { Name = model }, MethodName = method };

    private static ValueTask<MultiInferenceResponse> Multi(CallHarness call, params InferenceTask[] tasks)
    {
        var request = new MultiInferenceRequest { Input = CallHarness.Examples(1) };
        request.Tasks.AddRange(tasks);
        return MultiInferenceCall.Run(call.Model, request, CallTerms.None);
    }

    private static CallHarness Classifier(Tensor classes, Tensor scores) => new(
        [CallHarness.Argument("inputs", DataType.String)], [CallHarness.Argument("classes", DataType.String), CallHarness.Argument("scores")],
        _ => [classes, scores]);

    private static CallHarness Regressor(Tensor numbers) =>
        new([CallHarness.Argument("inputs", DataType.String)], [CallHarness.Argument("outputs")], _ => [numbers]);
}
