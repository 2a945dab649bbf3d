using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Who may change what is served, and where models may come from: nobody, unless the server was given administrators' tokens.</summary>
/// <param name="administrators">Knows them; null if there are none.</param>
/// <param name="roots">The folders under which models must lie, absolute.</param>
internal sealed class ReloadGate(Authenticator? administrators, IReadOnlyList<string> roots)
{
    /// <summary>Holds a call against the tokens.</summary>
    /// <param name="authorization">What the call carries.</param>
    /// <exception cref="ServingFault">Reloading is off, or the token is none.</exception>
    public void CheckToken(string? authorization)
    {
        if (administrators is null)
        {
            throw new ServingFault(
                Code.PermissionDenied, "reloading by calls is off: start the server with --admin-token-file and --model-roots, or change --model_config_file");
        }
        _ = administrators.Find(authorization);
    }

    /// <summary>Holds a configuration against the folders; what was served before may stay.</summary>
    /// <exception cref="ServingFault">A new model lies elsewhere.</exception>
    public void Check(ModelServerOptions before, ModelServerOptions next)
    {
        foreach (ModelOptions model in next.Models)
        {
            if (before.Models.Any(m => m.Name == model.Name && m.BasePath == model.BasePath))
                continue;
            if (model.Folder.Contains('\0', StringComparison.Ordinal))
                throw ServingFault.Invalid($"the base path of model {model.Name} has a NUL in it, as no folder has");
            // Links are followed first: one below a root may lead anywhere.
            string folder = RealPath.Of(model.Folder);
            if (!roots.Any(r => RealPath.IsBelow(folder, RealPath.Of(r))))
                throw new ServingFault(Code.PermissionDenied, $"model {model.Name} does not lie under the folders that --model-roots names");
        }
    }
}
