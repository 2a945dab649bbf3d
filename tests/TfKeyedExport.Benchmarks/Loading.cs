using BenchmarkDotNet.Attributes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Benchmarks;

/// <summary>From a model's folder to a signature that is ready to run on the embedded engine.</summary>
public class Loading
{
    public static IEnumerable<string> Models => BenchmarkModels.Names;

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [Benchmark]
    public string Load()
    {
        using IModelHost host = new EmbeddedEngine().Open(SavedModel.Load(Repository.Model(Model)), new HostOptions());
        return host.Prepare(ModelSignature.ServingDefault).Signature.Name;
    }
}
