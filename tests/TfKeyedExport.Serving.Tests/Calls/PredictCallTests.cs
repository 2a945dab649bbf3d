using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Calls;

/// <summary>Predict over gRPC: names in, names out.</summary>
public sealed class PredictCallTests : IDisposable
{
    private readonly CallHarness _call = new(
        [CallHarness.Argument("a"), CallHarness.Argument("b")], [CallHarness.Argument("first"), CallHarness.Argument("second")], inputs => inputs);

    [Fact]
    public async Task Inputs_are_found_by_name_and_all_outputs_are_answered_with_who_answered()
    {
        PredictResponse response = await Run(Request(("b", 2), ("a", 1)));
        Assert.Equal([1f], response.Outputs["first"].FloatVal);
        Assert.Equal([2f], response.Outputs["second"].FloatVal);
        Assert.Equal(("m", 7L, "serving_default"), (response.ModelSpec.Name, response.ModelSpec.Version!.Value, response.ModelSpec.SignatureName));
    }

    [Fact]
    public async Task A_filter_leaves_outputs_away()
    {
        PredictRequest request = Request(("a", 1), ("b", 2));
        request.OutputFilter.Add("second");
        Assert.Equal(["second"], (await Run(request)).Outputs.Keys);
    }

    [Theory]
    [InlineData("nothing", "output tensor alias not found in signature: nothing")]
    [InlineData("first", "duplicate output tensor alias: first")]
    public async Task A_filter_names_each_output_once(string name, string fault)
    {
        PredictRequest request = Request(("a", 1), ("b", 2));
        request.OutputFilter.Add(["first", name]);
        Assert.Contains(fault, await CallHarness.Fault(() => Run(request)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_and_what_is_too_much_is_named()
    {
        Assert.Contains("Missing but required: {b}", await CallHarness.Fault(() => Run(Request(("a", 1)))), StringComparison.Ordinal);
        Assert.Contains("Sent extra: {c}", await CallHarness.Fault(() => Run(Request(("a", 1), ("b", 2), ("c", 3)))), StringComparison.Ordinal);
        Assert.Contains("c", await CallHarness.Fault(() => Run(Request(("a", 1), ("c", 3)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_is_not_there_is_told_of()
    {
        PredictRequest request = Request(("a", 1), ("b", 2));
        request.ModelSpec.SignatureName = "other";
        Assert.Equal("Serving signature key \"other\" not found.", await CallHarness.Fault(() => Run(request), Code.FailedPrecondition));
    }

    public void Dispose() => _call.Dispose();

    private ValueTask<PredictResponse> Run(PredictRequest request) => PredictCall.Run(_call.Model, request, CallTerms.None, asContent: false);

    private static PredictRequest Request(params (string Name, float Value)[] inputs)
    {
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = "m" } };
        foreach ((string name, float value) in inputs)
            request.Inputs.Add(name, TensorMessages.Write(Tensor.From<float>(value), asContent: false));
        return request;
    }
}
