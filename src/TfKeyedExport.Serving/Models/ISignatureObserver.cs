using TfKeyedExport.Serving.Batching;

namespace TfKeyedExport.Serving.Models;

/// <summary>Told of what a signature does; called on every path, so that it must be quick.</summary>
internal interface ISignatureObserver
{
    /// <summary>The model was run.</summary>
    void Run(int rows, TimeSpan took);

    /// <inheritdoc cref="IBatchRunner.Observe"/>
    void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed);

    /// <summary>A key did not come back as it was sent.</summary>
    void KeyFault();
}
