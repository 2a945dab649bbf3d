using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Benchmarking.Tests;

public class BenchTests
{
    private static readonly SavedModel Model = SavedModel.Load(Repository.Model("single_tensor"));
    private readonly ManualClock _clock = new();
    private readonly List<(string Engine, Tensor Input)> _calls = [];

    [Fact]
    public void Engines_take_turns_and_the_first_turn_goes_round()
    {
        // A call takes longer than a turn, so that each turn is one call.
        BenchReport report = Run([1, 2], TimeSpan.FromMilliseconds(1), Engine("a", _ => 500), Engine("b", _ => 500));
        Assert.Equal([10, 10], report.Engines[0].Batches.Select(b => b.Calls));
        string[] turns = [.. _calls.Select(c => $"{c.Engine}{c.Input.Count}")];
        string[] twoRounds = ["a1", "b1", "a2", "b2", "b1", "a1", "b2", "a2"];
        int memory = 4 * 16;
        Assert.Equal(twoRounds, turns[^(memory + 40)..^(memory + 32)]);
    }

    [Fact]
    public void Both_engines_get_the_same_inputs()
    {
        Run([1, 4], TimeSpan.FromMilliseconds(1), Engine("a", rows => 10), Engine("b", rows => 20));
        Assert.All(_calls.GroupBy(c => c.Input.Count), size => Assert.Single(size.Select(c => c.Input).Distinct(ReferenceEqualityComparer.Instance)));
        Assert.Equal(2, _calls.Select(c => c.Engine).Distinct().Count());
    }

    [Fact]
    public void The_figures_are_those_of_the_calls()
    {
        int call = 0;
        BenchReport report = Run([4], TimeSpan.FromSeconds(1), Engine("a", _ => call++ % 50 == 0 ? 500 : 10));
        BatchFigures figures = report.Engines[0].Batches[0];
        Assert.Equal((10, 500), (figures.P50, figures.P99));
        double mean = ((49 * 10) + 500) / 50.0;
        Assert.InRange(figures.RowsPerSecond, 0.99 * 4e6 / mean, 1.01 * 4e6 / mean);
        Assert.InRange(figures.Calls, 0.99 * 1e6 / mean, 1.01 * 1e6 / mean);
        Assert.Equal(16, figures.AnswerBytes);
    }

    [Fact]
    public void A_ratio_is_the_others_time_by_the_first_engines()
    {
        SpeedRatio ratio = Assert.Single(Run([8, 1], TimeSpan.FromMilliseconds(10), Engine("a", rows => 10 * rows), Engine("b", rows => 40)).Ratios);
        Assert.Equal(("a", "b"), (ratio.Engine, ratio.Than));
        Assert.Equal([(1, 4.0), (8, 0.5)], ratio.P50);
    }

    [Fact]
    public void The_engines_own_start_does_not_count_as_loading()
    {
        var engine = new TimedEngine("a", _clock, _calls) { LoadTimes = [9000, 300, 100, 400, 200, 500] };
        EngineFigures figures = Run([1], TimeSpan.FromMilliseconds(1), engine).Engines[0];
        Assert.Equal(9000, figures.FirstLoad.TotalMicroseconds);
        Assert.Equal(300, figures.Load.TotalMicroseconds);
    }

    [Fact]
    public void Allocated_memory_is_counted_call_by_call()
    {
        BenchReport report = Run([1], TimeSpan.FromMilliseconds(10), Engine("tight", _ => 10), new TimedEngine("loose", _clock, _calls) { Waste = 4096 });
        long tight = report.Engines[0].Batches[0].AllocatedBytes;
        long loose = report.Engines[1].Batches[0].AllocatedBytes;
        Assert.InRange(loose - tight, 4096, 4200);
    }

    [Fact]
    public void Nothing_stays_open_when_it_is_cancelled()
    {
        TimedEngine engine = Engine("a", _ => 10);
        Assert.Throws<OperationCanceledException>(() => Bench([1], TimeSpan.FromSeconds(1), engine).Run(new CancellationToken(canceled: true)));
        Assert.Equal((true, 0), (engine.Opened > 0, engine.StillOpen));
    }

    [Fact]
    public void Nothing_stays_open_when_an_engine_has_no_such_signature()
    {
        TimedEngine engine = Engine("a", _ => 10);
        var bench = new Bench([new BenchEntry(engine)], () => Model, Inputs) { Signature = "other", Time = _clock };
        Assert.Throws<TfKeyedException>(() => bench.Run(TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), (engine.Opened, engine.StillOpen));
    }

    private static Tensor[] Inputs(int rows) => [Tensor.From<float>(new float[rows])];

    private TimedEngine Engine(string name, Func<int, long> time) => new(name, _clock, _calls) { CallTime = time };

    private Bench Bench(int[] sizes, TimeSpan duration, params TimedEngine[] engines) =>
        new([.. engines.Select(e => new BenchEntry(e))], () => Model, Inputs) { BatchSizes = sizes, Duration = duration, Time = _clock };

    private BenchReport Run(int[] sizes, TimeSpan duration, params TimedEngine[] engines)
    {
        BenchReport report = Bench(sizes, duration, engines).Run(TestContext.Current.CancellationToken);
        Assert.All(engines, e => Assert.Equal(0, e.StillOpen));
        return report;
    }
}
