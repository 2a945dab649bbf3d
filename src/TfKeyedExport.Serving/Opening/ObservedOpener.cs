using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Models;

namespace TfKeyedExport.Serving.Opening;

/// <summary>Opens versions, and has it noted.</summary>
/// <param name="opener">Opens them.</param>
/// <param name="observer">Told of each.</param>
/// <param name="time">The clock.</param>
internal sealed class ObservedOpener(IModelOpener opener, ILoadObserver observer, TimeProvider time) : IModelOpener
{
    /// <inheritdoc/>
    public ServedModel Open(ModelOptions model, long number, string folder, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        bool isFine = false;
        try
        {
            ServedModel opened = opener.Open(model, number, folder, cancellation);
            isFine = true;
            return opened;
        }
        finally
        {
            observer.Loaded(folder, isFine, time.GetElapsedTime(started));
        }
    }
}
