using System.Globalization;
using TfKeyedExport.Checking.Replaying;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments;

/// <summary>Models that ask for the time, and answer the same as long as a check takes.</summary>
public class ClockTests
{
    // x, plus the number of times that so many seconds have gone by since 1970.
    private const string Periods = """
        t Timestamp
        number Const dtype=float value={0}
        seconds Cast number:output:0 SrcT=float DstT=double
        periods FloorDiv t:ts:0 seconds:y:0 T=double
        few Const dtype=float value=1000
        less Cast few:output:0 SrcT=float DstT=double
        small FloorMod periods:z:0 less:y:0 T=double
        f Cast small:z:0 SrcT=double DstT=float
        y AddV2 x f:y:0 T=float
        """;

    // Twice x from a time on, by its seconds since 1970.
    private const string From = """
        t Timestamp
        number Const dtype=float value={0}
        from Cast number:output:0 SrcT=float DstT=double
        later Greater t:ts:0 from:y:0 T=double
        twice AddV2 x x T=float
        y SelectV2 later:z:0 twice:z:0 x T=float
        """;

    [Theory]
    [InlineData(Periods, 3600)]
    [InlineData(Periods, 86400 * 7)]
    [InlineData(From, 4_000_000_000)]
    [InlineData(From, 1_000_000_000)]
    public void What_follows_the_clock_is_found_by_setting_it_and_replays(string nodes, long seconds)
    {
        SavedModel model = GraphModel.Model(
            "x:float", string.Format(CultureInfo.InvariantCulture, nodes, seconds), nodes == From ? "y:output:0" : "y:z:0");
        var check = new KeyCheck(new EmbeddedEngine(), model) { Seed = 3 };

        CheckReport report = check.Run(TestContext.Current.CancellationToken);

        report.IsUnsafe("y", Reason.Random);
        Counterexample example = report.Output("y").Counterexample!;
        Assert.Equal(2, example.Times.Count);
        Assert.Contains("since it follows the clock", example.Explanation, StringComparison.Ordinal);
        ReplayReport replay = check.Replay(RecordedCheck.Of(report), TestContext.Current.CancellationToken);
        Assert.Equal(ReplayStatus.Shows, Assert.Single(replay.Findings).Status);
    }

    // Twice x, if it is an hour since the first call.
    private const string Expiring = """
        h MutableHashTableV2 key_dtype=string value_dtype=double
        word Const dtype=string value=first
        none Const dtype=float value=0
        zero Cast none:output:0 SrcT=float DstT=double
        from LookupTableFindV2 h:table_handle:0 word:output:0 zero:y:0 Tin=string Tout=double
        t Timestamp
        isfirst Equal from:values:0 zero:y:0 T=double
        start SelectV2 isfirst:z:0 t:ts:0 from:values:0 T=double
        keep LookupTableInsertV2 h:table_handle:0 word:output:0 start:output:0 Tin=string Tout=double
        age Sub t:ts:0 start:output:0 T=double
        number Const dtype=float value=3600
        hour Cast number:output:0 SrcT=float DstT=double
        later Greater age:z:0 hour:y:0 T=double
        twice AddV2 x x T=float
        y SelectV2 later:z:0 twice:z:0 x ^keep T=float
        """;

    [Fact]
    public void What_expires_some_time_after_a_call_is_state_and_replays()
    {
        var check = new KeyCheck(new EmbeddedEngine(), GraphModel.Model("x:float", Expiring, "y:output:0")) { Seed = 3 };

        CheckReport report = check.Run(TestContext.Current.CancellationToken);

        report.IsUnsafe("y", Reason.State);
        Counterexample example = report.Output("y").Counterexample!;
        Assert.Equal((2, 1), (example.Times.Count, example.Calls.Count));
        Assert.True(example.Times[1] - example.Times[0] > TimeSpan.FromHours(1));
        ReplayReport replay = check.Replay(RecordedCheck.Of(report), TestContext.Current.CancellationToken);
        Assert.Equal(ReplayStatus.Shows, Assert.Single(replay.Findings).Status);
    }

    [Fact]
    public void A_time_that_makes_no_difference_is_none() => GraphModel.Check("x:float", """
        t Timestamp
        number Const dtype=float value=0
        zero Cast number:output:0 SrcT=float DstT=double
        later Greater t:ts:0 zero:y:0 T=double
        twice AddV2 x x T=float
        y SelectV2 later:z:0 twice:z:0 x T=float
        """, "y:output:0").IsSafe();
}
