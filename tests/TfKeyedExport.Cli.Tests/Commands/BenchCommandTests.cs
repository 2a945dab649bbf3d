using System.Text.Json;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public class BenchCommandTests
{
    [Fact]
    public void The_figures_of_each_batch_size_are_printed_as_json()
    {
        Outcome run = Bench("babyweight_keyed_reference", "--batch-sizes", "8,1", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement engine = run.Json.GetProperty("engines").EnumerateArray().Single();
        Assert.Equal("embedded", engine.GetProperty("engine").GetString());
        Assert.True(engine.GetProperty("load_ms").GetDouble() > 0);
        JsonElement[] batches = [.. engine.GetProperty("batches").EnumerateArray()];
        Assert.Equal([1, 8], batches.Select(b => b.GetProperty("batch_size").GetInt32()));
        Assert.All(batches, b => Assert.InRange(b.GetProperty("p50_us").GetDouble(), 0.001, b.GetProperty("p99_us").GetDouble()));
        Assert.Equal(engine.GetProperty("allowed_batch_sizes").EnumerateArray().Last().GetInt32(), engine.GetProperty("max_batch_size").GetInt32());
        Assert.Empty(run.Json.GetProperty("ratios").EnumerateArray());
    }

    [Fact]
    public void Both_engines_are_compared_where_there_is_TensorFlow()
    {
        string library = TensorFlowForTests.Require();
        JsonElement report = Tfkeyed.Run(
            "bench", Tfkeyed.Model("babyweight_keyed_reference"), "--tensorflow", library, "--batch-sizes", "1,8", "--seconds", "0.01", "--json").Json;
        Assert.Equal(["embedded", "tensorflow"], report.GetProperty("engines").EnumerateArray().Select(e => e.GetProperty("engine").GetString()));
        JsonElement ratio = report.GetProperty("ratios").EnumerateArray().Single();
        Assert.Equal(["1", "8"], ratio.GetProperty("p50").EnumerateObject().Select(p => p.Name));
        Assert.True(ratio.GetProperty("load").GetDouble() > 0);
    }

    [Fact]
    public void A_model_without_a_signature_is_measured_by_its_function() => Assert.Equal(0, Bench("babyweight_keras2_nosig", "--batch-sizes", "2").Code);

    [Fact]
    public void A_fixed_batch_size_is_the_one_that_is_measured() =>
        Assert.Equal(4, Bench("fixed_batch", "--json").Json.GetProperty("engines")[0].GetProperty("batches")[0].GetProperty("batch_size").GetInt32());

    [Fact]
    public void Another_size_than_the_fixed_one_is_wrong_usage() => Assert.Equal(2, Bench("fixed_batch", "--batch-sizes", "1,4").Code);

    [Theory]
    [InlineData("--batch-sizes", "1,,2")]
    [InlineData("--batch-sizes", "0")]
    [InlineData("--engines", "onnx")]
    [InlineData("--engines", "embedded,embedded")]
    [InlineData("--seconds", "0")]
    [InlineData("--latency-ms", "-1")]
    [InlineData("--device", "tpu")]
    public void A_value_that_cannot_be_meant_is_wrong_usage(string option, string value)
    {
        Outcome run = Tfkeyed.Run("bench", Tfkeyed.Model("single_tensor"), option, value);
        Assert.Equal(2, run.Code);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_not_there_ends_it() =>
        Assert.Equal(5, Tfkeyed.Run("bench", Tfkeyed.Model("single_tensor"), "--engines", "tensorflow", "--tensorflow", "/no/such/library").Code);

    private static Outcome Bench(string model, params string[] options) =>
        Tfkeyed.Run(["bench", Tfkeyed.Model(model), "--engines", "embedded", "--seconds", "0.01", .. options]);
}
