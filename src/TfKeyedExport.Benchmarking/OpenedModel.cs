using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Benchmarking;

/// <summary>A model opened on an engine, with the time that it took from its folder to a signature that is ready to run.</summary>
/// <param name="Host">The model.</param>
/// <param name="Runner">The signature.</param>
/// <param name="Time">How long it took.</param>
internal sealed record OpenedModel(IModelHost Host, ISignatureRunner Runner, TimeSpan Time) : IDisposable
{
    public static OpenedModel Open(BenchEntry entry, Func<SavedModel> load, string signature, TimeProvider time, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        IModelHost host = entry.Engine.Open(load(), entry.Options, cancellation);
        try
        {
            ISignatureRunner runner = host.Prepare(signature);
            return new OpenedModel(host, runner, time.GetElapsedTime(start));
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public void Dispose() => Host.Dispose();
}
