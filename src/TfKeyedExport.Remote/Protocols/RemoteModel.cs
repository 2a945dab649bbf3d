using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>What a server tells of a model.</summary>
/// <param name="Version">The version that answers; null if it does not say.</param>
/// <param name="Signatures">Its signatures.</param>
internal sealed record RemoteModel(long? Version, IReadOnlyList<ModelSignature> Signatures);

/// <summary>The answer to a call.</summary>
/// <param name="Outputs">A tensor for each output, in the signature's order.</param>
/// <param name="Version">The version that answered; null where the protocol does not say.</param>
internal sealed record RemoteAnswer(Tensor[] Outputs, long? Version);
