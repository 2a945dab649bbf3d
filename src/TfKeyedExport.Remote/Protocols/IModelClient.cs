using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>Asks a server about one model, and that model. Thread-safe.</summary>
internal interface IModelClient : IDisposable
{
    /// <summary>What the model is.</summary>
    /// <exception cref="RemoteFault">The server does not say.</exception>
    /// <exception cref="TfKeyedException">What it says cannot be read.</exception>
    Task<RemoteModel> Describe(CancellationToken cancellation);

    /// <summary>The sizes at which the server cuts or fills up batches, ascending; empty if it does not say.</summary>
    /// <exception cref="RemoteFault">It knows no such question, as TensorFlow Serving does not.</exception>
    Task<IReadOnlyList<int>> BatchSizes(CancellationToken cancellation);

    /// <summary>Calls the model.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="inputs">A tensor for each of its inputs, in its order.</param>
    /// <param name="deadline">How long the server may take, which it is told where the protocol can.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="RemoteFault">There is no answer, or none of this signature.</exception>
    Task<RemoteAnswer> Predict(ModelSignature signature, Tensor[] inputs, TimeSpan deadline, CancellationToken cancellation);
}
