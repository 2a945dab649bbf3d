using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Placement;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Probing;

public class PlacementTests
{
    private static FakeModel Traced(params NodePlacement[] nodes) =>
        new(Models.KeyedSignature, Models.Rows(x => x * 2).Open) { Trace = new RunTrace(nodes) };

    [Fact]
    public void A_check_on_a_GPU_tells_what_ran_there()
    {
        CheckReport report = Check.Run(
            Traced(
                new("dense/MatMul", "MatMul", "GPU:0", 40), new("dense/Relu", "Relu", "GPU:0", 4), new("lookup", "LookupTableFindV2", "CPU:0", 7),
                new("key", "Identity", "CPU:0", 1)),
            device: "gpu");

        report.IsSafe();
        Assert.Contains(report.Notes, n => n.EndsWith("2 operations on GPU:0, 1 on CPU:0 (on the GPU: MatMul, Relu)", StringComparison.Ordinal));
        using var stream = new MemoryStream();
        report.WriteJson(stream);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        Assert.Equal("dense/MatMul", json.RootElement.GetProperty("placement").GetProperty("GPU:0")[0].GetProperty("node").GetString());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("gpu:1")]
    public void A_check_on_a_GPU_fails_if_the_model_computed_on_the_CPU(string device)
    {
        FakeModel model = Traced(new("dense/MatMul", "MatMul", "CPU:0", 40), new("key", "Identity", "GPU:0", 1));

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Check.Run(model, device: device));

        Assert.Equal(ErrorKind.Engine, error.Kind);
        Assert.Contains("nothing of the model's computation ran on the GPU: 1 operation on CPU:0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_on_the_CPU_says_nothing_of_places_to_people() =>
        Assert.DoesNotContain(
            Check.Run(Traced(new NodePlacement("dense/MatMul", "MatMul", "CPU:0", 40))).Notes, n => n.Contains("CPU:0", StringComparison.Ordinal));

    [Fact]
    public void An_engine_that_cannot_tell_places_reports_none() => Assert.Null(Check.Run(Models.Rows(x => x)).Placement);
}
