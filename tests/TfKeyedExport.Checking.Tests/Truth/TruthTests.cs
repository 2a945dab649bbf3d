using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Truth;

/// <summary>
/// Models of many kinds, made to be hard to judge, get the verdict that TensorFlow showed to be true. What is missed today is listed, and a
/// model that is listed must be missed, so that the list can only shrink.
/// </summary>
[Collection(TensorFlowSession.Name)]
public class TruthTests
{
    private const string CannotRun = "the embedded engine cannot run ";

    public static TheoryData<string> Models => [.. TruthModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_embedded_engine_tells_the_truth(string model) => Hold(model, "embedded", new EmbeddedEngine());

    [Theory]
    [MemberData(nameof(Models))]
    public void TensorFlow_tells_the_truth(string model) => Hold(model, "tensorflow", TensorFlowForTests.Engine(), new EmbeddedEngine());

    [Fact]
    public void Every_model_has_its_truth_and_every_known_miss_is_a_model()
    {
        var folders = Directory.EnumerateDirectories(TruthModels.Folder).Select(f => Path.GetFileName(f)!).Order().ToList();
        Assert.Equal(folders, TruthModels.Names.Order());
        Assert.Subset(folders.ToHashSet(), KnownMisses.Models.ToHashSet());
    }

    private static void Hold(string model, string engineName, IEngine engine, IEngine? invariant = null)
    {
        string truth = TruthModels.Truth(model);
        string said = Judge(model, engine, invariant);
        TestContext.Current.TestOutputHelper?.WriteLine($"{model} {engineName} {said}");
        if (KnownMisses.Of(model, engineName) is { } listed)
            Assert.False(said == truth, $"{model} is right on {engineName} now: take it off known-misses.txt, which says '{listed}'");
        else
            Assert.Equal(truth, said);
    }

    private static string Judge(string model, IEngine engine, IEngine? invariant)
    {
        SavedModel original = SavedModel.Load(Path.Combine(TruthModels.Folder, model));
        SavedModel keyed = KeyingPlan.For(original, new KeyingRequest { Keys = [new KeySpec("client_key")] }).Apply();
        try
        {
            CheckReport report = new KeyCheck(engine, keyed) { Seed = 1, Invariant = invariant }.Run(TestContext.Current.CancellationToken);
            return TruthModels.Words(
                report.Verdict.Name(),
                report.Outputs.Where(o => o.Verdict == Verdict.Unsafe).Select(o => $"{o.Name}={o.Reason?.Name() ?? "none"}"),
                report.Outputs.Where(o => o.Scalar).Select(o => $"scalar:{o.Name}"));
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Engine && e.What.StartsWith(CannotRun, StringComparison.Ordinal))
        {
            return $"lacks {e.What[CannotRun.Length..].Split(' ')[0]}";
        }
    }
}
