using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Hosting;

/// <summary>
/// Makes the start short: what the collector would do meanwhile is put off, since little that is made while a server starts is ever freed, and what gRPC
/// needs is made beside the rest.
/// </summary>
internal sealed class EarlyStart : IDisposable
{
    // A start makes some 15 MiB; memory that is not touched costs nothing.
    private const long Room = 64L << 20;

    private bool _isQuiet;

    /// <summary>Begins.</summary>
    public EarlyStart()
    {
        _isQuiet = TryBeQuiet();
        new Thread(static () => _ = (PredictionService.Descriptor, ModelService.Descriptor)) { IsBackground = true, Name = "early" }.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isQuiet)
            return;
        _isQuiet = false;
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // More was needed than there was room for, and the collector has come by itself.
        }
    }

    private static bool TryBeQuiet()
    {
        try
        {
            return GC.TryStartNoGCRegion(Room);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than the machine's limits let the heap have, or somebody else in this process has begun one.
            return false;
        }
    }
}
