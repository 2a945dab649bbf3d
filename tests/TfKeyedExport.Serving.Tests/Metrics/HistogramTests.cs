using TfKeyedExport.Serving.Metrics;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class HistogramTests
{
    [Fact]
    public void Buckets_have_those_below_them_and_then_come_sum_and_count()
    {
        var family = new CountedFamily<Histogram>("/test/path", MetricType.Histogram, () => new Histogram(new Buckets(10, [10, 18, 32.4])), "", "API");
        foreach (long observed in (long[])[99, 100, 101, 324, 325])
            family.Of("Predict").Observe(observed);
        Assert.Equal(
            """
            # TYPE :test:path histogram
            :test:path_bucket{API="Predict",le="10"} 2
            :test:path_bucket{API="Predict",le="18"} 3
            :test:path_bucket{API="Predict",le="32.4"} 4
            :test:path_bucket{API="Predict",le="+Inf"} 5
            :test:path_sum{API="Predict"} 94.9
            :test:path_count{API="Predict"} 5

            """,
            family.Text());
    }

    [Fact]
    public void Without_labels_the_bound_stands_alone()
    {
        var family = new CountedFamily<Histogram>("h", MetricType.Histogram, () => new Histogram(new Buckets(1, [1])), "");
        family.Of().Observe(1);
        Assert.Contains("h_bucket{le=\"1\"} 1\n", family.Text(), StringComparison.Ordinal);
        Assert.EndsWith("h_sum{} 1\nh_count{} 1\n", family.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void TensorFlow_Servings_buckets_are_as_many_and_as_large()
    {
        Assert.Equal((33, 10, "1.47476e+09"), (Buckets.Latency.Bounds.Count, Buckets.Latency.Bounds[0], MetricsText.Bound(Buckets.Latency.Bounds[^1])));
        Assert.Equal((52, 100, 120), (Buckets.Queuing.Bounds.Count, Buckets.Queuing.Bounds[0], Buckets.Queuing.Bounds[1]));
        Assert.Equal((14, 8192), (Buckets.BatchSizes.Bounds.Count, Buckets.BatchSizes.Bounds[^1]));
        Assert.Equal((15, 16384), (Buckets.Examples.Bounds.Count, Buckets.Examples.Bounds[^1]));
    }

    [Fact]
    public void Every_bound_belongs_to_its_own_bucket()
    {
        foreach (Buckets buckets in (Buckets[])[Buckets.Latency, Buckets.Queuing, Buckets.BatchSizes, Buckets.Seconds])
        {
            for (int i = 0; i < buckets.Bounds.Count; i++)
            {
                long limit = (long)Math.Floor(Math.Round(buckets.Bounds[i] * buckets.Unit, 6));
                Assert.Equal((i, i + 1), (buckets.Find(limit), buckets.Find(limit + 1)));
            }
        }
    }

    [Fact]
    public async Task Nothing_is_lost_when_many_count_at_once()
    {
        const int Threads = 8, Each = 20_000;
        var counter = new Counter();
        var histogram = new Histogram(Buckets.BatchSizes);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < Each; i++)
                {
                    counter.Add();
                    histogram.Observe(i & 15);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal((Threads * Each, Threads * Each, Threads * Each * 7.5), (counter.Value, histogram.Count, histogram.Sum));
    }
}
