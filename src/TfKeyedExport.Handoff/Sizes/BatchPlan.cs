using TfKeyedExport.Benchmarking;

namespace TfKeyedExport.Handoff.Sizes;

/// <summary>The batch sizes that a server is allowed.</summary>
/// <param name="Sizes">The sizes, ascending; the last is the most rows of a batch.</param>
/// <param name="Figures">What was measured, ascending; empty if the sizes were given.</param>
/// <param name="Engine">The engine that ran them, with its version and device.</param>
/// <param name="Latency">What 99 of 100 calls had to stay within; null for no limit.</param>
/// <param name="Notes">What has to be told of it.</param>
internal sealed record BatchPlan(
    IReadOnlyList<int> Sizes, IReadOnlyList<BatchFigures> Figures, string Engine, TimeSpan? Latency, IReadOnlyList<string> Notes)
{
    private const int FewestQueued = 10;
    private const int MostQueued = 1000;

    /// <summary>Why rows of several requests must not be joined; null if they may, and then the version has parameters of its own.</summary>
    public string? WhyAlone { get; init; }

    /// <summary>The most rows of a batch, and of a request.</summary>
    public int Largest => Sizes[^1];

    /// <summary>How many batches may wait: about as many as one thread runs in a second: later answers come to nobody.</summary>
    public int Enqueued => Figures.FirstOrDefault(f => f.BatchSize == Largest) is { P50: > 0 } figures
        ? (int)Math.Clamp(1e6 / figures.P50, FewestQueued, MostQueued)
        : 100;
}
