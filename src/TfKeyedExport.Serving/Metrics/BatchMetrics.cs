using System.Collections.Concurrent;
using System.Globalization;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What TensorFlow Serving counts of batches: of all models together.</summary>
/// <param name="families">All metrics.</param>
internal sealed class BatchMetrics(TensorFlowServingFamilies families)
{
    // Without allowed sizes a batch may be of any size; the rest counts together.
    private const int MostSizes = 64;

    /// <summary>The label of sizes beyond those that have one.</summary>
    public const string OtherSizes = "(other)";

    private readonly Histogram _queuing = families.QueuingLatency.Of("");
    private readonly Counter _runs = families.WrappedRunCount.Of();
    private readonly Histogram _inputs = families.InputBatchSize.Of();
    private readonly Histogram _processed = families.ProcessedBatchSize.Of();
    private readonly ConcurrentDictionary<int, Histogram> _padding = new();

    /// <summary>A call was taken in.</summary>
    public void Joined(int rows, int inputs)
    {
        for (int i = 0; i < inputs; i++)
            _inputs.Observe(rows);
    }

    /// <summary>A call has waited.</summary>
    public void Waited(TimeSpan waited) => _queuing.Observe(waited);

    /// <summary>A batch is run.</summary>
    public void Run(int rows, int padding)
    {
        int size = rows + padding;
        _runs.Add();
        _processed.Observe(size);
        (_padding.TryGetValue(size, out Histogram? known) ? known : MakePadding(size)).Observe(padding);
    }

    private Histogram MakePadding(int size)
    {
        Histogram made = families.PaddingSize.Of(families.PaddingSize.Count < MostSizes ? size.ToString(CultureInfo.InvariantCulture) : OtherSizes);
        // What is counted under no name of its own is looked up again each time, so that strangers' sizes fill nothing.
        if (_padding.Count < MostSizes)
            _padding.TryAdd(size, made);
        return made;
    }
}
