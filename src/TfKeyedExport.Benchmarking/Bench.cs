using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarking;

/// <summary>Times a model on several engines in one run, in turns, with the same inputs.</summary>
/// <example>
/// <code>
/// SampleRows rows = SampleRows.Make(SavedModel.Load("babyweight"), "serving_default");
/// var bench = new Bench([new(new EmbeddedEngine()), new(new TensorFlowEngine())], () => SavedModel.Load("babyweight"), rows.Batch);
/// BenchReport report = bench.Run();
/// </code>
/// </example>
/// <param name="engines">The engines; ratios compare the first with the others.</param>
/// <param name="load">Reads the model; called for every load, since reading it is a part of loading.</param>
/// <param name="inputs">Makes the inputs of a call with so many rows, in the signature's order.</param>
public sealed class Bench(IReadOnlyList<BenchEntry> engines, Func<SavedModel> load, Func<int, Tensor[]> inputs)
{
    // The first few loads after the very first still meet cold memory: their median alone jumps by a quarter.
    private const int FewestLoads = 5;
    private const int MostLoads = 25;

    /// <summary>The signature to run.</summary>
    /// <value>Default <c>serving_default</c>.</value>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>The rows of a call; each size is measured.</summary>
    /// <value>Default 1, 8, 32, 128 and 1024.</value>
    public IReadOnlyList<int> BatchSizes { get; init; } = [1, 8, 32, 128, 1024];

    /// <summary>How long each engine runs each batch size, warm-up apart.</summary>
    /// <value>Default one second.</value>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Measures.</summary>
    /// <param name="cancellation">Ends it between two calls.</param>
    /// <exception cref="TfKeyedException">An engine cannot open or run the model.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public BenchReport Run(CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(engines.Count);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Duration, TimeSpan.Zero);
        int[] sizes = [.. BatchSizes.Distinct().Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sizes.Length, nameof(BatchSizes));
        var opened = new List<OpenedModel>();
        try
        {
            foreach (BenchEntry entry in engines)
                opened.Add(OpenedModel.Open(entry, load, Signature, Time, cancellation));
            TimeSpan[] loads = LaterLoads(cancellation);
            Contender[][] contenders = Contenders(opened, sizes);
            foreach (Contender contender in contenders.SelectMany(c => c))
                contender.WarmUp(Duration / 10, cancellation);
            RoundSchedule schedule = RoundSchedule.For(Duration);
            foreach ((int engine, int batch) in schedule.Turns(opened.Count, sizes.Length))
                contenders[engine][batch].Run(schedule.Slice, cancellation);
            return new BenchReport(
                Signature,
                [.. opened.Select(
                    (o, i) => new EngineFigures(o.Host.Engine, o.Host.Description, o.Time, loads[i], [.. contenders[i].Select(c => c.Figures())]))]);
        }
        finally
        {
            foreach (OpenedModel model in opened)
                model.Dispose();
        }
    }

    private Contender[][] Contenders(List<OpenedModel> opened, int[] sizes)
    {
        Tensor[][] batches = [.. sizes.Select(inputs)];
        return [.. opened.Select(o => sizes.Select((size, i) => new Contender(o.Runner, batches[i], size, Time)).ToArray())];
    }

    /// <summary>The median of some more loads of each engine, which take turns at that too: as many as fit into the duration.</summary>
    private TimeSpan[] LaterLoads(CancellationToken cancellation)
    {
        List<TimeSpan>[] times = [.. engines.Select(_ => new List<TimeSpan>())];
        long start = Time.GetTimestamp();
        for (int i = 0; i < MostLoads && (i < FewestLoads || Time.GetElapsedTime(start) < Duration); i++)
        {
            for (int engine = 0; engine < engines.Count; engine++)
            {
                cancellation.ThrowIfCancellationRequested();
                using OpenedModel again = OpenedModel.Open(engines[engine], load, Signature, Time, cancellation);
                times[engine].Add(again.Time);
            }
        }
        return [.. times.Select(t => t.Order().ElementAt(t.Count / 2))];
    }
}
