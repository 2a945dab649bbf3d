using TfKeyedExport.Embedded;
using TfKeyedExport.Engines.Tests.TensorFlow;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Cases;

public class EngineCaseTests
{
    public static TheoryData<string> Engines => ["embedded", "tensorflow"];

    // On processors without AVX-512 VNNI TensorFlow itself answers NaN here: its answers were recorded on one that has it.
    [Theory]
    [InlineData("nan_through_relu")]
    [InlineData("nan_through_relu_relu6")]
    [InlineData("nan_through_relu_conv")]
    [InlineData("nan_through_relu_add_relu")]
    [InlineData("nan_through_relu_only_relu")]
    public void NaN_becomes_zero_where_TensorFlow_takes_a_Relu_into_the_step_before_it(string name) => CheckGolden(new EmbeddedEngine(), name);

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_asset_that_only_the_collection_of_TensorFlow_1_names_is_found(string engine)
    {
        CheckGolden(Engine(engine), "tf1_asset");
        using IModelHost host = Engine(engine).Open(CaseModels.Load("tf1_asset_collection"), new HostOptions(), TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");
        Assert.Equal([2, 0, -1], runner.Answers(Tensor.FromText("blue", "red", "x"))[0].Values<long>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void One_model_keeps_one_state_over_its_signatures(string engine)
    {
        using IModelHost host = Engine(engine).Open(CaseModels.Load("state_across_signatures"), new HostOptions(), TestContext.Current.CancellationToken);
        host.Prepare("add").Answers(Tensor.From<float>(TensorShape.Scalar, [2]));
        Assert.Equal([2], host.Prepare("get").Answers()[0].Values<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_variable_that_was_never_given_a_value_is_an_error(string engine)
    {
        using IModelHost host = Engine(engine).Open(CaseModels.Load("uninitialised_ref_variable"), new HostOptions(), TestContext.Current.CancellationToken);
        var error = Assert.Throws<TfKeyedException>(() => host.Prepare("serving_default").Answers(Tensor.From<float>(3)));
        Assert.Contains(engine == "embedded" ? "variable v has no value" : "uninitialized value v", error.Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Two_inputs_that_are_one_tensor_are_refused(string engine)
    {
        using IModelHost host = Engine(engine).Open(CaseModels.Load("two_inputs_one_tensor"), new HostOptions(), TestContext.Current.CancellationToken);
        var error = Assert.Throws<TfKeyedException>(() => host.Prepare("serving_default"));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("the inputs a and b are the same tensor (x:0)", error.Message);
    }

    [Fact]
    public void Two_inputs_that_are_one_tensor_are_not_exported() => Assert.Contains(
        "are the same tensor",
        Assert.Throws<TfKeyedException>(() => KeyingPlan.For(CaseModels.Load("two_inputs_one_tensor"), new KeyingRequest { Keys = [] })).Message);

    internal static IEngine Engine(string name) => name == "embedded" ? new EmbeddedEngine() : TensorFlowForTests.Engine();

    private static void CheckGolden(IEngine engine, string name)
    {
        using IModelHost host = engine.Open(CaseModels.Load(name), new HostOptions());
        foreach (GoldenCase golden in CaseModels.Golden(name).Cases)
        {
            IReadOnlyDictionary<string, Tensor> answers = host.Prepare(golden.Signature!).Run(golden.Inputs, TestContext.Current.CancellationToken);
            foreach ((string output, Tensor expected) in golden.Outputs!)
                GoldenAnswers.AssertNear(expected, answers[output], 2e-5, $"{name} {output}");
        }
    }
}
