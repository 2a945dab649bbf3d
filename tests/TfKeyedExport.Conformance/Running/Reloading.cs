using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>Telling a server other models.</summary>
internal static class Reloading
{
    /// <summary>Leaves some of a server's models and removes the others.</summary>
    public static Task<GrpcReply> Leave(GrpcCaller caller, IEnumerable<ModelEntry> models, string? platform = "tensorflow") => caller.Call(
        GrpcMethods.Find("tensorflow.serving.ModelService", "HandleReloadConfigRequest"), Requests.Reload(models.Select(m => (m.Name, m.BasePath)), platform));

    /// <summary>Brings about the setup in which a model was served and is no more; says what went wrong, or null.</summary>
    public static async Task<string?> RemoveLast(GrpcCaller caller, ServerSpec spec, IRunningServer server)
    {
        GrpcReply reply = await Leave(caller, spec.Models.SkipLast(1));
        if (!reply.IsOk)
            return $"the model could not be removed: {reply.Code} {reply.Message}";
        bool ended = await Readiness.Until(server, TimeSpan.FromSeconds(10), async () =>
            await Readiness.States(server, spec.Models[^1].Name) is { Count: > 0 } states && states.All(s => s == "END"));
        return ended ? null : $"{spec.Models[^1].Name} did not end after its removal";
    }
}
