using BenchmarkDotNet.Attributes;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Benchmarks;

/// <summary>A whole export: load, plan, edit and publish.</summary>
public class Exporting
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tfkeyed-benchmark-{Environment.ProcessId}");

    [Params("babyweight_keras2", "babyweight_keras2_nosig", "text_lstm")]
    public string Model { get; set; } = "";

    [Benchmark]
    public int Export()
    {
        KeyingPlan plan = KeyingPlan.For(SavedModel.Load(Repository.Model(Model)), new KeyingRequest());
        plan.Apply().Save(_folder, new SaveOptions { Overwrite = true });
        return plan.MetaGraphs.Count;
    }

    [GlobalCleanup]
    public void RemoveOutput() => Directory.Delete(_folder, recursive: true);
}
