using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class ServerMetricsTests
{
    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics;
    private readonly ISignatureObserver _signature;

    public ServerMetricsTests()
    {
        _metrics = new ServerMetrics(_time);
        _signature = _metrics.Of("half_plus_two", 123, "serving_default");
    }

    [Fact]
    public void A_predict_by_REST_is_counted_as_TensorFlow_Serving_does()
    {
        CallSpan span = _metrics.Begin(CallProtocol.Rest).Ask("half_plus_two", CallKind.Predict);
        span.Reached = _signature;
        _signature.Answered(CallKind.Predict, 3, TimeSpan.FromMicroseconds(15));
        _time.Advance(TimeSpan.FromMicroseconds(50));
        _metrics.End(span);

        string page = _metrics.Page();
        foreach (string line in (string[])[
            ":tensorflow:serving:request_count{model_name=\"half_plus_two\",status=\"OK\"} 1",
            ":tensorflow:serving:request_latency_bucket{model_name=\"half_plus_two\",API=\"predict\",entrypoint=\"REST\",le=\"32.4\"} 0",
            ":tensorflow:serving:request_latency_bucket{model_name=\"half_plus_two\",API=\"predict\",entrypoint=\"REST\",le=\"58.32\"} 1",
            ":tensorflow:serving:request_latency_sum{model_name=\"half_plus_two\",API=\"predict\",entrypoint=\"REST\"} 50",
            ":tensorflow:serving:runtime_latency_bucket{model_name=\"half_plus_two\",API=\"Predict\",runtime=\"TF1\",le=\"18\"} 1",
            "tfkeyed_requests_total{model=\"half_plus_two\",version=\"123\",signature=\"serving_default\",code=\"OK\",protocol=\"rest\"} 1",
            "tfkeyed_request_seconds_sum{model=\"half_plus_two\",version=\"123\",signature=\"serving_default\",protocol=\"rest\"} 5E-05",
            "tfkeyed_rows_total{model=\"half_plus_two\",version=\"123\",signature=\"serving_default\"} 3"])
        {
            Assert.Contains(line + "\n", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Grpc", "Regress", "API=\"Regress\",entrypoint=\"GRPC\"")]
    [InlineData("Rest", "Regress", "API=\"regress\",entrypoint=\"REST\"")]
    [InlineData("Rest", "Question", "API=\"\",entrypoint=\"REST\"")]
    public void Latencies_have_the_words_of_their_protocol(string protocol, string kind, string labels)
    {
        _metrics.Call("half_plus_two", _signature, Enum.Parse<CallKind>(kind), Enum.Parse<CallProtocol>(protocol));
        Assert.Contains($":tensorflow:serving:request_latency_count{{model_name=\"half_plus_two\",{labels}}} 1",
            _metrics.Lines(":tensorflow:serving:request_latency"));
    }

    [Fact]
    public void Errors_have_no_latency_in_TensorFlow_Servings_names()
    {
        _metrics.Call("half_plus_two", _signature, code: Code.InvalidArgument);
        Assert.Equal([":tensorflow:serving:request_count{model_name=\"half_plus_two\",status=\"INVALID_ARGUMENT\"} 1"],
            _metrics.Lines(":tensorflow:serving:request"));
        Assert.Contains("code=\"INVALID_ARGUMENT\",protocol=\"rest\"} 1", Assert.Single(_metrics.Lines("tfkeyed_requests_total")), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_are_no_calls_of_models()
    {
        _metrics.Call("half_plus_two", kind: CallKind.Question);
        Assert.Single(_metrics.Lines(":tensorflow:serving:request_count"));
        Assert.Empty(_metrics.Lines("tfkeyed_requests_total"));
    }

    [Fact]
    public void A_MultiInference_is_counted_by_ours_alone_and_its_examples_by_TensorFlow_Servings()
    {
        _metrics.Call("half_plus_two", _signature, CallKind.MultiInference, CallProtocol.Grpc);
        _metrics.Examples("half_plus_two", 5);
        Assert.Empty(_metrics.Lines(":tensorflow:serving:request_count"));
        Assert.Single(_metrics.Lines("tfkeyed_requests_total"));
        Assert.Contains("example_count_total", Assert.Single(_metrics.Lines(":tensorflow:serving:request_example_count_total")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_is_counted_once_and_its_calls_by_their_inputs()
    {
        _signature.Joined(rows: 3, inputs: 2);
        _signature.Waited(TimeSpan.FromMicroseconds(110));
        _signature.Batch(1, 3, 1, TimeSpan.FromMicroseconds(110), BatchClosing.Timeout);

        string page = _metrics.Page();
        foreach (string line in (string[])[
            "input_batch_size_sum{} 6", "input_batch_size_count{} 2", "processed_batch_size_sum{} 4", "processed_batch_size_bucket{le=\"2\"} 0",
            "processed_batch_size_bucket{le=\"4\"} 1", "padding_size_sum{execution_batch_size=\"4\"} 1", "wrapped_run_count{} 1",
            "queuing_latency_bucket{thread_pool_name=\"\",le=\"100\"} 0", "queuing_latency_bucket{thread_pool_name=\"\",le=\"120\"} 1"])
        {
            Assert.Contains($":tensorflow:serving:batching_session:{line}\n", page, StringComparison.Ordinal);
        }
        Assert.Contains("signature=\"serving_default\",closed=\"timeout\"} 1", Assert.Single(_metrics.Lines("tfkeyed_batches_total")),
            StringComparison.Ordinal);
        Assert.EndsWith(" 1", Assert.Single(_metrics.Lines("tfkeyed_batch_padding_rows_total")), StringComparison.Ordinal);
        Assert.EndsWith(" 3", Assert.Single(_metrics.Lines("tfkeyed_batch_rows_sum")), StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_are_counted_by_folder_and_the_oldest_are_forgotten()
    {
        for (int i = 0; i < 100; i++)
            _metrics.Loads.Loaded($"/models/m/{i}", isFine: i % 2 == 0, TimeSpan.FromMilliseconds(1));
        string[] lines = _metrics.Lines(":tensorflow:cc:saved_model:load_attempt_count");
        Assert.Equal(64, lines.Length);
        Assert.Contains(":tensorflow:cc:saved_model:load_attempt_count{model_path=\"/models/m/99\",status=\"fail\"} 1", lines);
        Assert.DoesNotContain("\"/models/m/0\"", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_up_is_one_latency_and_its_records()
    {
        _metrics.Loads.WarmedUp("/models/m/1", Code.Ok, 7, TimeSpan.FromMilliseconds(1));
        Assert.Contains(
            ":tensorflow:serving:model_warmup_latency_sum{model_path=\"/models/m/1\",status=\"OK\"} 1000", _metrics.Lines(":tensorflow:serving:model_warmup"));
        Assert.Contains(
            ":tensorflow:serving:model_warmup_records_read{model_path=\"/models/m/1\",status=\"OK\"} 7", _metrics.Lines(":tensorflow:serving:model_warmup"));
    }

    [Fact]
    public void The_page_can_be_read_line_by_line_and_ends_with_one_line_break()
    {
        string page = _metrics.Page();
        Assert.Matches(@"^(# (TYPE|HELP) [a-zA-Z_:][\w:]* .+\n|[a-zA-Z_:][\w:]*\{([a-zA-Z_]\w*=""[^""\n]*"",?)*\} \S+\n)+$", page);
        Assert.False(page.EndsWith("\n\n", StringComparison.Ordinal));
    }
}
