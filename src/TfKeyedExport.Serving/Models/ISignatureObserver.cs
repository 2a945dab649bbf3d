using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Models;

/// <summary>Told of what a signature does; called on every path, so that it must be quick.</summary>
internal interface ISignatureObserver
{
    /// <summary>The model was run.</summary>
    void Run(int rows, TimeSpan took);

    /// <summary>A call of a client's was answered.</summary>
    /// <param name="kind">What it asked for.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="took">How long it took, with its waiting.</param>
    void Answered(CallKind kind, int rows, TimeSpan took);

    /// <summary>A call was taken in to be joined with others.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="inputs">How many of its inputs have rows.</param>
    void Joined(int rows, int inputs);

    /// <inheritdoc cref="IBatchRunner.Waited"/>
    void Waited(TimeSpan waited);

    /// <inheritdoc cref="IBatchRunner.Observe"/>
    void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed);

    /// <summary>A key did not come back as it was sent.</summary>
    void KeyFault();

    /// <summary>Two rows of a request had one key, and it was answered all the same.</summary>
    void EqualKeys();
}
