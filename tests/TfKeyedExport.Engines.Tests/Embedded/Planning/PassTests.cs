using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning;

public class PassTests
{
    public static MatrixTheoryData<string, string> PassesAndModels => new([.. Passes.Names], [.. GoldenCorpus.Models]);

    [Theory]
    [MemberData(nameof(PassesAndModels))]
    public void Answers_stay_right_without_a_pass(string pass, string model) =>
        Assert.True(GoldenCorpus.Check(new EngineWithout(pass), model) > 0);

    [Theory]
    [InlineData(nameof(ConvolutionFusion), "mnist_cnn", typeof(ConvolutionStep))]
    [InlineData(nameof(DenseFusion), "tiny_transformer", typeof(DenseStep))]
    [InlineData(nameof(MaskedLookupFusion), "babyweight_keras2", typeof(MaskedLookupStep))]
    [InlineData(nameof(MultiHotFusion), "babyweight_keras2", typeof(MultiHotStep))]
    [InlineData(nameof(MomentsFusion), "tiny_transformer", typeof(MomentsStep))]
    [InlineData(nameof(ElementwiseFusion), "tiny_transformer", typeof(ElementwiseStep))]
    public void A_fusion_makes_its_steps_and_fewer_of_them(string pass, string model, Type step)
    {
        IWork[] with = Steps(model, null), without = Steps(model, pass);
        Assert.Contains(with, w => w.GetType() == step);
        Assert.DoesNotContain(without, w => w.GetType() == step);
        Assert.True(with.Length < without.Length, $"{with.Length} steps with, {without.Length} without");
    }

    [Fact]
    public void Where_nothing_is_known_of_shapes_sizes_are_read_from_the_tensors_that_have_them()
    {
        IWork[] steps = Steps("babyweight_keras2", nameof(ShapeSimplification));
        Assert.Contains(steps, s => s is SizeStep);
        Assert.Contains(steps, s => s is SizeVectorStep);
    }

    [Fact]
    public void Reshapes_into_the_shape_that_is_there_already_are_dropped()
    {
        int with = Steps("babyweight_keras2", null).Count(s => s == ArrayOperations.Reshape),
            without = Steps("babyweight_keras2", nameof(ShapeSimplification)).Count(s => s == ArrayOperations.Reshape);
        Assert.True(with <= without - 9, $"{with} reshapes with the pass, {without} without");
    }

    [Fact]
    public void A_dense_layer_on_sequences_is_one_product_without_arithmetic_on_shapes()
    {
        IWork[] steps = Steps("tiny_transformer", null);
        Assert.DoesNotContain(ArrayOperations.Shape, steps);
        Assert.DoesNotContain(ReductionOperations.Prod, steps);
        Assert.DoesNotContain(ArrayOperations.Transpose, steps);
    }

    [Fact]
    public void A_bias_behind_a_reshape_moves_into_the_product()
    {
        IWork[] steps = Steps("tiny_transformer", null);
        Assert.DoesNotContain(LinearOperations.MatMul, steps);
        Assert.DoesNotContain(LinearOperations.BatchMatMulV2, steps);
        Assert.DoesNotContain(LinearOperations.BiasAdd, steps);
    }

    [Theory]
    [InlineData(nameof(MaskedLookupFusion))]
    [InlineData(nameof(MultiHotFusion))]
    [InlineData(nameof(DimensionFusion))]
    [InlineData(nameof(ShapeSimplification))]
    public void Ignored_and_unknown_categories_get_the_same_bits_without_the_pass(string pass)
    {
        var rows = new Dictionary<string, Tensor>
        {
            ["is_male"] = Tensor.FromText("", "True", "never seen", "False"),
            ["plurality"] = Tensor.FromText("Twins(2)", "", "never seen", "Single(1)"),
            ["mother_age"] = Tensor.From(0f, 25, 1e9f, -3),
            ["gestation_weeks"] = Tensor.From(39f, 0, -1, 1e9f),
        };
        Tensor Answer(string? without)
        {
            using IModelHost host = new EngineWithout(without).Open(SavedModel.Load(Repository.Model("babyweight_keras2")), new HostOptions());
            return host.Prepare(ModelSignature.ServingDefault).Run(rows, TestContext.Current.CancellationToken)["weight"];
        }

        Assert.True(Answer(null).BitEquals(Answer(pass)));
    }

    private static IWork[] Steps(string model, string? without)
    {
        using IModelHost host = new EngineWithout(without).Open(SavedModel.Load(Repository.Model(model)), new HostOptions());
        return [.. ((EmbeddedRunner)host.Prepare(ModelSignature.ServingDefault)).Plan.Steps.Select(s => s.Node.Work)];
    }
}
