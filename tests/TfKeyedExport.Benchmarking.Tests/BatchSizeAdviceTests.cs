using CsCheck;
using Xunit;

namespace TfKeyedExport.Benchmarking.Tests;

public class BatchSizeAdviceTests
{
    private static readonly int[] Sizes = [1, 8, 32, 128, 1024];

    [Fact]
    public void The_largest_size_is_the_smallest_that_comes_near_the_best() =>
        Assert.Equal(32, BatchSizeAdvice.For(Measured(10, 20, 40, 150, 1200), null).MaxBatchSize);

    [Fact]
    public void Sizes_that_cost_as_little_padded_are_left_out() =>
        Assert.Equal([8, 1024], BatchSizeAdvice.For(Measured(100, 105, 200, 205, 210), null).AllowedBatchSizes);

    [Fact]
    public void Where_each_row_costs_the_same_one_size_is_as_good_as_any() =>
        Assert.Equal([1], BatchSizeAdvice.For(Measured(1, 8, 32, 128, 1024), null).AllowedBatchSizes);

    [Fact]
    public void Sizes_that_take_too_long_are_not_advised() =>
        Assert.Equal(32, BatchSizeAdvice.For(Measured(100, 110, 300, 900, 2000), TimeSpan.FromMicroseconds(500)).MaxBatchSize);

    [Fact]
    public void There_is_no_advice_if_every_size_takes_too_long()
    {
        BatchSizeAdvice advice = BatchSizeAdvice.For(Measured(100, 110, 300, 900, 2000), TimeSpan.FromMicroseconds(50));
        Assert.Empty(advice.AllowedBatchSizes);
        Assert.Null(advice.MaxBatchSize);
    }

    [Fact]
    public void No_smaller_set_serves_every_measured_size() => Gen.Int[1, 5000].Array[Sizes.Length].Sample(steps =>
    {
        BatchFigures[] measured = Measured([.. steps.Order().Select(t => (double)t)]);
        IReadOnlyList<int> advised = BatchSizeAdvice.For(measured, null).AllowedBatchSizes;
        BatchFigures[] served = [.. measured.TakeWhile(m => m.BatchSize <= advised[^1])];
        Assert.True(Serves(advised, served));
        for (int set = 0; set < 1 << served.Length; set++)
        {
            int[] other = [.. served.Where((_, i) => (set & (1 << i)) != 0).Select(m => m.BatchSize)];
            Assert.False(other.Length < advised.Count && other.LastOrDefault() == advised[^1] && Serves(other, served), $"{string.Join(",", other)} would do");
        }
    });

    /// <summary>Whether padding each measured size to the next allowed one keeps 90% of its throughput.</summary>
    private static bool Serves(IReadOnlyList<int> allowed, BatchFigures[] measured) => measured.All(m =>
    {
        BatchFigures padded = measured.First(o => o.BatchSize == allowed.First(a => a >= m.BatchSize));
        return (m.BatchSize / m.RowsPerSecond) >= 0.9 * (padded.BatchSize / padded.RowsPerSecond);
    });

    private static BatchFigures[] Measured(params double[] microseconds) =>
        [.. Sizes.Zip(microseconds, (size, time) => new BatchFigures(size, 100, time, time, 1e6 * size / time, 0, 0))];
}
