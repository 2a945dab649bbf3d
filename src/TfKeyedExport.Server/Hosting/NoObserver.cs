using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;

namespace TfKeyedExport.Server.Hosting;

/// <summary>Listens to nothing.</summary>
internal sealed class NoObserver : ISignatureObserver
{
    public static NoObserver Instance { get; } = new();

    public void Run(int rows, TimeSpan took)
    {
    }

    public void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed)
    {
    }

    public void KeyFault()
    {
    }
}
