using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Json;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class MetricsDeltaTests
{
    // One run of 1 row before; then one of 4 rows and one of 2, of which 1 row was padding.
    private const string Before =
        """
        # TYPE :tensorflow:serving:batching_session:wrapped_run_count counter
        :tensorflow:serving:batching_session:wrapped_run_count{} 1
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="1"} 1
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="2"} 1
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="4"} 1
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="+Inf"} 1
        :tensorflow:serving:batching_session:processed_batch_size_sum{} 1
        :tensorflow:serving:batching_session:processed_batch_size_count{} 1
        """;

    private const string After =
        """
        :tensorflow:serving:batching_session:wrapped_run_count{} 3
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="1"} 1
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="2"} 2
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="4"} 3
        :tensorflow:serving:batching_session:processed_batch_size_bucket{le="+Inf"} 3
        :tensorflow:serving:batching_session:processed_batch_size_sum{} 7
        :tensorflow:serving:batching_session:processed_batch_size_count{} 3
        :tensorflow:serving:batching_session:padding_size_sum{execution_batch_size="2"} 1
        :tensorflow:serving:batching_session:padding_size_count{execution_batch_size="2"} 1
        """;

    [Theory]
    [InlineData("""{"model_runs": 2}""", true)]
    [InlineData("""{"model_runs": 3}""", false)]
    [InlineData("""{"run_sizes": [4, 2]}""", true)]
    [InlineData("""{"run_sizes": [3, 3]}""", false)]
    [InlineData("""{"run_sizes": [5, 1]}""", false)]
    [InlineData("""{"run_sizes": [6]}""", false)]
    [InlineData("""{"max_run_size": 4}""", true)]
    [InlineData("""{"max_run_size": 2}""", false)]
    [InlineData("""{"metrics_delta": {"processed_batch_size_sum": 6, "padding_size_sum": 1}}""", true)]
    [InlineData("""{"metrics_delta": {"padding_size_sum": 0}}""", false)]
    [InlineData("""{"metrics_unchanged": ["input_batch_size"]}""", true)]
    [InlineData("""{"metrics_unchanged": ["input_batch_size", "padding_size"]}""", false)]
    [InlineData("""{"run_cost": {"": 7.0}, "per_call_cost": [{"": 3.5}, {"": 10.5}]}""", true)]
    [InlineData("""{"run_cost": {"": 7.0}, "per_call_cost": [{"": 3.5}, {"": 3.5}]}""", false)]
    [InlineData("""{"per_call_cost": [{"": 3.5}]}""", false)]
    public void Every_expectation_of_runs_can_be_met_and_missed(string expect, bool fits) =>
        Assert.Equal(fits, new MetricsDelta(new MetricsPage(Before), new MetricsPage(After)).Differs(JsonReader.Parse(expect)) is null);

    [Theory]
    [InlineData("""{"max_run_size": 4}""")]
    [InlineData("""{"run_sizes": [1]}""")]
    [InlineData("""{"model_runs": 1}""")]
    public void Without_metrics_nothing_was_run(string expect) =>
        Assert.NotNull(new MetricsDelta(new MetricsPage(""), new MetricsPage("")).Differs(JsonReader.Parse(expect)));
}
