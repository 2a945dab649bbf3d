using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.OpByOp;

public class OpByOpTests
{
    public static TheoryData<string> Operations => [.. AllRecipes.ByOp.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Both_engines_agree_on_random_cases(string op)
    {
        TensorFlowForTests.Require();

        if (Differential.Find(AllRecipes.ByOp[op]) is { } failure)
            Assert.Fail($"{failure.Case}: {failure.Difference}\nkept as {OpCaseFile.Write(failure.Case, failure.Expected)}");
    }

    [Fact]
    public void Cases_that_once_failed_stay_right() => Assert.All(OpCaseFile.All(), file =>
    {
        (OpCase opCase, Outcome expected) = OpCaseFile.Read(file);
        Assert.Null(Agreement.Difference(expected, EmbeddedSide.Run(opCase), KernelCatalog.Find(opCase.Op)!.Exactness));
    });

    [Fact]
    public void A_case_that_is_kept_comes_back_as_it_was()
    {
        var opCase = new OpCase(
            "AddV2", new() { ["T"] = Recipes.Attributes.Of(DataType.Float) }, [Tensor.From<float>(1, float.NaN), Tensor.From<float>(-0f)], 1);
        var outcome = new Outcome([Tensor.From<float>(1, float.NaN)], null);

        string file = OpCaseFile.Write(opCase, outcome, Path.GetTempPath());
        (OpCase read, Outcome expected) = OpCaseFile.Read(file);
        File.Delete(file);

        Assert.Equal((opCase.ToString(), 1), (read.ToString(), Assert.Single(read.Constants)));
        Assert.True(opCase.Inputs[1].BitEquals(read.Inputs[1]));
        Assert.Null(Agreement.Difference(outcome, expected, Exactness.BitExact));
        Assert.NotNull(Agreement.Difference(outcome, new Outcome([Tensor.From<float>(1, 2)], null), Exactness.BitExact));
    }
}
