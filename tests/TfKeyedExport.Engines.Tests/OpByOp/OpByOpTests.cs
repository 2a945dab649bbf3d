using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Engines.Tests.TensorFlow;
using Xunit;

namespace TfKeyedExport.Engines.Tests.OpByOp;

public class OpByOpTests
{
    public static TheoryData<string> Operations => [.. AllRecipes.ByOp.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> KnownCases => Directory.Exists(OpCaseFile.Folder)
        ? [.. Directory.GetFiles(OpCaseFile.Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : [];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Both_engines_agree_on_random_cases(string op)
    {
        TensorFlowForTests.Require();

        if (Differential.Find(AllRecipes.ByOp[op]) is not { } failure)
            return;
        if (KnownDifferences.Reasons.TryGetValue(op, out string? reason))
            Assert.Skip($"known: {reason}. Now: {failure.Case}: {failure.Difference}");
        Assert.Fail($"{failure.Case}: {failure.Difference}\nkept as {OpCaseFile.Write(failure.Case, failure.Expected)}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(KnownCases))]
    public void Cases_that_once_failed_stay_right(string file)
    {
        (OpCase opCase, Outcome expected) = OpCaseFile.Read(Path.Combine(OpCaseFile.Folder, file));

        Assert.Null(Agreement.Difference(expected, EmbeddedSide.Run(opCase), KernelRegistry.Default.Find(opCase.Op)!.Exactness));
    }
}
