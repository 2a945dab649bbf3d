using TfKeyedExport.Checking.Replaying;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Checking.Tests.Truth;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

using Check = TfKeyedExport.Checking.Tests.Fakes.Check;

namespace TfKeyedExport.Checking.Tests.Replaying;

/// <summary>What a check finds shows again, from its JSON report alone.</summary>
public class ReplayTests
{
    public static TheoryData<string> UnsafeModels =>
    [
        .. TruthModels.Names.Where(n => n.StartsWith("u_", StringComparison.Ordinal)).Select(n => Path.Combine(TruthModels.Folder, n)),
        .. Directory.EnumerateDirectories(Repository.Models).Where(IsUnsafe),
    ];

    private static bool IsUnsafe(string folder) => Path.GetFileName(folder) is "counter"
        || Path.GetFileName(folder).StartsWith("unsafe_", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(UnsafeModels))]
    public void What_a_check_finds_of_an_unsafe_model_shows_again(string folder)
    {
        SavedModel keyed = KeyingPlan.For(SavedModel.Load(folder), new KeyingRequest { Keys = [new KeySpec("client_key")] }).Apply();
        CheckReport report = new KeyCheck(new EmbeddedEngine(), keyed) { Seed = 1 }.Run(TestContext.Current.CancellationToken);
        Assert.Contains(report.Outputs, o => o.Counterexample is not null);

        ReplayReport replayed = new KeyCheck(new EmbeddedEngine(), keyed).Replay(Recorded(report), TestContext.Current.CancellationToken);

        foreach (OutputReport output in report.Outputs.Where(o => o.Counterexample is not null))
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{output.Name} {output.Reason?.Name()} {output.Counterexample!.Property}: {output.Counterexample.Calls.Count} calls before, "
                    + string.Join(", ", output.Counterexample.Inputs.Select(i => $"{i.Key} {i.Value}")));
        Assert.All(
            replayed.Findings,
            f => Assert.True(f.Status == ReplayStatus.Shows, $"{f.Recorded.Output} ({f.Recorded.Reason?.Name()}): {f.Status}, {f.Detail}"));
        Assert.Equal(1, replayed.ExitCode);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("rows-mix")]
    [InlineData("row-count")]
    public void What_was_mended_shows_no_more(string reason)
    {
        FakeModel broken = Models.Batch(reason switch
        {
            "order" => x => [.. x.Reverse()],
            "rows-mix" => x => [.. x.Select(v => v + x.Sum())],
            _ => x => [.. x.Skip(1)],
        });
        RecordedCheck recorded = Recorded(Check.Run(broken));

        Assert.Equal(1, Replay(broken, recorded).ExitCode);
        ReplayReport mended = Replay(Models.Rows(x => x), recorded);
        Assert.Equal((0, ReplayStatus.Gone), (mended.ExitCode, Assert.Single(mended.Findings).Status));
    }

    [Fact]
    public void A_call_that_is_refused_now_says_nothing()
    {
        RecordedCheck recorded = Recorded(Check.Run(Models.Batch(x => [.. x.Reverse()])));

        ReplayReport refused = Replay(Models.Batch(_ => throw TfKeyedException.Refused("not today")), recorded);

        Assert.Equal((7, ReplayStatus.Refused), (refused.ExitCode, Assert.Single(refused.Findings).Status));
        Assert.Contains("not today", refused.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void State_is_shown_by_the_shortest_row_of_calls_and_nothing_is_the_right_answer()
    {
        // Remembers the largest value that it was ever asked for.
        FakeModel model = Models.Stateful(() =>
        {
            float most = 0;
            return x => [.. x.Select(v => (most = Math.Max(most, v)) * 2)];
        });
        Counterexample example = Check.Run(model).Output("y").Counterexample!;

        Assert.Null(example.Expected);
        Assert.NotNull(example.Other);
        IReadOnlyDictionary<string, Tensors.Tensor> before = Assert.Single(example.Calls);
        Assert.Equal((1, 1), (before["x"].Count, example.Inputs["x"].Count));
        Assert.True(before["x"].Values<float>()[0] > example.Inputs["x"].Values<float>()[0]);
    }

    [Fact]
    public void What_ends_after_many_calls_is_shown_by_as_many()
    {
        FakeModel model = Models.Stateful(() =>
        {
            int calls = 0;
            return x => [.. x.Select(v => Interlocked.Increment(ref calls) > 20 * x.Length ? -1 : v)];
        });
        CheckReport report = Check.Run(model);
        Assert.Equal(Reason.State, report.Output("y").Reason);
        Assert.Equal(1, Replay(model, Recorded(report)).ExitCode);
    }

    [Fact]
    public void Values_are_made_as_plain_as_they_can_be()
    {
        Counterexample example = Check.Run(Models.Batch(x => [.. x.Select(v => v + x.Max())])).Output("y").Counterexample!;

        Assert.All(example.Inputs["x"].Values<float>().ToArray(), v => Assert.Contains(v, (float[])[-1, 0, 1, 2]));
    }

    [Fact]
    public void A_report_without_counterexamples_is_bad_input()
    {
        string file = Written(Check.Run(Models.Rows(x => x)));
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => RecordedCheck.Load(file));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        File.Delete(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"outputs\": 3}")]
    [InlineData("{\"outputs\": {\"y\": {\"counterexample\": {}}}, \"signature\": \"s\", \"keys\": []}")]
    [InlineData("{\"outputs\": {\"y\": {\"counterexample\": {\"inputs\": {\"x\": 1}}}}, \"signature\": \"s\", \"keys\": [{}]}")]
    [InlineData("{\"check\": null}")]
    public void What_is_no_report_is_bad_input(string text)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => RecordedCheck.Load(file)).Kind);
        File.Delete(file);
    }

    private static ReplayReport Replay(FakeModel model, RecordedCheck recorded)
    {
        SavedModel keyed = Check.NewModel();
        var engine = new FakeEngine(new Dictionary<SavedModel, FakeModel> { [keyed] = model });
        return new KeyCheck(engine, keyed).Replay(recorded, TestContext.Current.CancellationToken);
    }

    private static RecordedCheck Recorded(CheckReport report)
    {
        string file = Written(report);
        RecordedCheck recorded = RecordedCheck.Load(file);
        File.Delete(file);
        return recorded;
    }

    private static string Written(CheckReport report)
    {
        string file = Path.GetTempFileName();
        using FileStream stream = File.Create(file);
        report.WriteJson(stream);
        return file;
    }
}
