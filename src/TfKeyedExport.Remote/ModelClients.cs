using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Protocols.Grpc;
using TfKeyedExport.Remote.Protocols.Rest;

namespace TfKeyedExport.Remote;

/// <summary>Makes the client that an address needs.</summary>
internal static class ModelClients
{
    /// <summary>Makes one; nothing is sent yet.</summary>
    public static IModelClient For(RemoteTarget target) => target.Address.IsGrpc ? new GrpcModelClient(target) : new RestModelClient(target);
}
