namespace TfKeyedExport.Benchmarking;

/// <summary>The batch sizes to allow a server that pads each batch to the next allowed size.</summary>
/// <param name="AllowedBatchSizes">The sizes, ascending; empty if no measured size keeps to the latency.</param>
/// <param name="BestRowsPerSecond">The best throughput of a size that keeps to the latency.</param>
/// <remarks>
/// TF Serving wants the last allowed size to be <c>max_batch_size</c>. Each size costs a server memory and warm-up, so few are better than many:
/// the largest is the smallest measured one that comes within 10% of the best throughput, and below it only those are kept without which a batch of
/// some measured size would, padded to the next, lose more than 10% of its throughput.
/// </remarks>
public sealed record BatchSizeAdvice(IReadOnlyList<int> AllowedBatchSizes, double BestRowsPerSecond)
{
    /// <summary>How much of the throughput has to be reached.</summary>
    private const double Share = 0.9;

    /// <summary>What to write into <c>max_batch_size</c>; null if there is no advice.</summary>
    public int? MaxBatchSize => AllowedBatchSizes.Count == 0 ? null : AllowedBatchSizes[^1];

    /// <summary>Chooses among the sizes that were measured.</summary>
    /// <param name="measured">The figures, ascending by batch size.</param>
    /// <param name="latency">What 99 of 100 calls must stay within; null for no limit.</param>
    public static BatchSizeAdvice For(IReadOnlyList<BatchFigures> measured, TimeSpan? latency)
    {
        ArgumentNullException.ThrowIfNull(measured);
        List<BatchFigures> quick = [.. measured.Where(b => latency is null || b.P99 <= latency.Value.TotalMicroseconds)];
        if (quick.Count == 0)
            return new BatchSizeAdvice([], 0);
        double best = quick.Max(b => b.RowsPerSecond);
        quick = quick[..(quick.FindIndex(b => b.RowsPerSecond >= Share * best) + 1)];
        return new BatchSizeAdvice(Cover(quick), best);
    }

    /// <summary>The fewest sizes: for the smallest one that is not served yet, always the largest that serves all up to itself well enough.</summary>
    private static List<int> Cover(List<BatchFigures> sizes)
    {
        var chosen = new List<int>();
        for (int first = 0; first < sizes.Count;)
        {
            int last = first;
            for (int candidate = first + 1; candidate < sizes.Count; candidate++)
            {
                if (Enumerable.Range(first, candidate - first).All(i => Serves(sizes[candidate], sizes[i])))
                    last = candidate;
            }
            chosen.Add(sizes[last].BatchSize);
            first = last + 1;
        }
        return chosen;
    }

    /// <summary>Whether rows lose at most a tenth of their throughput in a batch padded to a larger size.</summary>
    private static bool Serves(BatchFigures larger, BatchFigures rows) => TimeOf(rows) >= Share * TimeOf(larger);

    private static double TimeOf(BatchFigures figures) => figures.BatchSize / figures.RowsPerSecond;
}
