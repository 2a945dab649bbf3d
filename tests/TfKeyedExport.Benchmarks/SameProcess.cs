using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Benchmarks;

/// <summary>Measures in this process, with the memory of each call: no project has to be generated and built for each benchmark.</summary>
internal sealed class SameProcess : ManualConfig
{
    public SameProcess()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        ArtifactsPath = Path.Combine(Repository.Root, "artifacts", "benchmarks");
    }
}
