using TfKeyedExport.Hosting;

namespace TfKeyedExport.Checking.Probing;

/// <summary>A freshly loaded model with its signature ready.</summary>
internal sealed class FreshHost : IDisposable
{
    public FreshHost(IModelHost host, string signature)
    {
        Host = host;
        try
        {
            Runner = host.Prepare(signature);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public IModelHost Host { get; }

    public ISignatureRunner Runner { get; }

    public void Dispose() => Host.Dispose();
}
