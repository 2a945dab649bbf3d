using TfKeyedExport.Checking.Results;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>Checks fake models in one line.</summary>
internal static class Check
{
    public static CheckReport Run(FakeModel model, int rows = 64, long seed = 7, FakeModel? against = null, string device = "auto") =>
        RunUntil(TestContext.Current.CancellationToken, model, rows, seed, against, device);

    /// <summary>Checks on an engine that rounds otherwise in batches of another size.</summary>
    /// <param name="model">The model as that engine computes it.</param>
    /// <param name="witness">The same model as a batch-invariant engine computes it; null for none.</param>
    /// <param name="against">The model without keys on the first engine; null for none.</param>
    /// <param name="rows">How many rows.</param>
    public static CheckReport RunRounding(FakeModel model, FakeModel? witness = null, FakeModel? against = null, int rows = 64)
    {
        SavedModel keyed = NewModel();
        var models = new Dictionary<SavedModel, FakeModel> { [keyed] = model };
        SavedModel? original = null;
        if (against is not null)
            models[original = NewModel("original")] = against;
        var engine = new FakeEngine(models) { IsBatchInvariant = false };
        FakeEngine? invariant = witness is null ? null : new FakeEngine(new Dictionary<SavedModel, FakeModel> { [keyed] = witness });
        CheckReport report = new KeyCheck(engine, keyed)
        {
            Rows = rows,
            Seed = 7,
            Time = new FrozenTime(),
            Invariant = invariant,
            Against = original,
        }.Run(TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (engine.StillOpen, invariant?.StillOpen ?? 0));
        return report;
    }

#pragma warning disable CA1068 // The token is what these calls are about.
    public static CheckReport RunUntil(
        CancellationToken cancellation, FakeModel model, int rows = 64, long seed = 7, FakeModel? against = null, string device = "auto")
#pragma warning restore CA1068
    {
        SavedModel keyed = NewModel();
        var models = new Dictionary<SavedModel, FakeModel> { [keyed] = model };
        SavedModel? original = null;
        if (against is not null)
            models[original = NewModel("original")] = against;
        var engine = new FakeEngine(models);
        try
        {
            var options = new HostOptions { Device = device };
            return new KeyCheck(engine, keyed) { Rows = rows, Seed = seed, Against = original, Time = new FrozenTime(), Host = options }.Run(cancellation);
        }
        finally
        {
            Assert.Equal(0, engine.StillOpen);
        }
    }

    public static OutputReport Output(this CheckReport report, string name) => Assert.Single(report.Outputs, o => o.Name == name);

    public static PropertyReport Property(this CheckReport report, string name) => Assert.Single(report.Properties, p => p.Name == name);

    public static void IsUnsafe(this CheckReport report, string output, Reason? reason)
    {
        Assert.Equal(Verdict.Unsafe, report.Verdict);
        OutputReport found = report.Output(output);
        Assert.Equal((Verdict.Unsafe, reason), (found.Verdict, found.Reason));
        Assert.NotNull(found.Counterexample);
        Assert.All(report.Outputs, o => Assert.True(o.Name == output || o.Verdict == Verdict.Safe, $"{o.Name} is {o.Reason}"));
    }

    public static void IsUndecided(this CheckReport report, string advice)
    {
        Assert.Equal((Verdict.Undecided, 7), (report.Verdict, report.ExitCode));
        Assert.Contains(advice, report.WhyUndecided, StringComparison.Ordinal);
        Assert.All(report.Outputs, o => Assert.NotEqual(Verdict.Unsafe, o.Verdict));
    }

    public static void IsSafe(this CheckReport report)
    {
        Assert.All(report.Outputs, o => Assert.True(o.Verdict == Verdict.Safe, $"{o.Name} is {o.Reason}: {o.Counterexample?.Explanation}"));
        Assert.All(report.Properties, p => Assert.True(p.Status != PropertyStatus.Failed, $"{p.Name}: {p.Detail}"));
        Assert.Equal(Verdict.Safe, report.Verdict);
    }

    public static SavedModel NewModel(string folder = "keyed") => new(folder, new SavedModelProto { MetaGraphs = { new MetaGraphDef() } });

    private sealed class FrozenTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
