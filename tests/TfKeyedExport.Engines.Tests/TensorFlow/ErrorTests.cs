using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

public class ErrorTests
{
    [Fact]
    public void A_failure_inside_the_model_carries_TensorFlows_code_and_words()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(OneOp.Model(
            "MatMul", new() { ["T"] = new AttrValue { Type = DataType.Float } }, [Tensor.From<float>(0), Tensor.From<float>(0)], [DataType.Float]));
        ISignatureRunner runner = host.Prepare("serving_default");

        TfKeyedException error = Fails(ErrorKind.Engine, () => runner.Answers(
            Tensor.From<float>(new TensorShape(2, 3), new float[6]), Tensor.From<float>(new TensorShape(2, 3), new float[6])));

        Assert.StartsWith("signature serving_default: TensorFlow could not run the model: INVALID_ARGUMENT: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2,3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_do_not_fit_the_signature_are_all_named()
    {
        using TensorFlowHost host = TensorFlowForTests.Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Inputs.Zeros(i, 2))];
        inputs[0] = Tensor.From<bool>(true);
        inputs[1] = inputs[1].Reshape(new TensorShape(2, 1));

        TfKeyedException error = Fails(ErrorKind.Unreadable, () => runner.Answers(inputs));

        Assert.Contains($"{runner.Signature.Inputs[0]} was given bool [1]; {runner.Signature.Inputs[1]} was given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_signature_is_answered_with_the_known_ones()
    {
        using TensorFlowHost host = TensorFlowForTests.Open("babyweight_multi_output");

        TfKeyedException error = Fails(ErrorKind.Unreadable, () => host.Prepare("nothing"));

        Assert.Contains("quick, serving_default", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_tags_are_answered_with_the_known_ones()
    {
        TfKeyedException error = Fails(
            ErrorKind.Unreadable, () => TensorFlowForTests.Open("babyweight_tf1_multi_meta", new HostOptions { Tags = ["nothing"] }));

        Assert.Contains("there are serve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_set_of_tags_of_a_model_can_be_opened()
    {
        SavedModel model = SavedModel.Load(Repository.Model("babyweight_tf1_multi_meta"));
        TensorFlowEngine engine = TensorFlowForTests.Engine();
        foreach (MetaGraph metaGraph in model.MetaGraphs)
        {
            using IModelHost host = engine.Open(model, new HostOptions { Tags = metaGraph.Tags }, TestContext.Current.CancellationToken);
            ISignatureRunner runner = host.Prepare(host.Signatures[0]);
            Assert.NotEmpty(runner.AnswersToZeros(rows: 2));
        }
    }

    [Fact]
    public void Variables_that_cannot_be_restored_fail_the_load_with_TensorFlows_words()
    {
        TensorFlowForTests.Require();
        string folder = Directory.CreateTempSubdirectory("tfkeyed-damaged-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "variables"));
        foreach (string file in (string[])["saved_model.pb", "variables/variables.index"])
            File.Copy(Path.Combine(Repository.Model("babyweight_keras3"), file), Path.Combine(folder, file));

        TfKeyedException error = Fails(ErrorKind.Engine, () => TensorFlowForTests.Open(SavedModel.Load(folder)));

        Assert.StartsWith($"{folder}: TensorFlow could not load the model: NOT_FOUND: ", error.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_named_place_without_a_library_is_refused_even_when_another_library_is_loaded()
    {
        TensorFlowForTests.Engine();
        TensorFlowForTests.LibraryFile();

        TfKeyedException error = Fails(ErrorKind.Engine, () => TensorFlowLibrary.Load(Repository.Models));

        Assert.Contains("the folder has none of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_candidates_tell_which_is_chosen_and_why_the_others_are_not()
    {
        string file = TensorFlowForTests.LibraryFile();

        LibraryCandidate chosen = Assert.Single(TensorFlowLibrary.Candidates(file));
        LibraryCandidate refused = Assert.Single(TensorFlowLibrary.Candidates(typeof(ErrorTests).Assembly.Location));

        Assert.Contains(chosen.Status, (LibraryStatus[])[LibraryStatus.Chosen, LibraryStatus.Usable]);
        Assert.Equal(LibraryStatus.TurnedDown, refused.Status);
        Assert.Equal("not a shared library (no ELF header)", refused.Reason);
    }

    private static TfKeyedException Fails(ErrorKind kind, Action act)
    {
        var error = Assert.Throws<TfKeyedException>(act);
        Assert.Equal(kind, error.Kind);
        return error;
    }
}
