using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning;

/// <summary>The embedded engine without one of its passes.</summary>
/// <param name="pass">The pass; null leaves out none.</param>
internal sealed class EngineWithout(string? pass) : IEngine
{
    public string Name => $"without {pass}";

    public bool IsBatchInvariant => true;

    public IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default) =>
        EmbeddedHost.Open(MetaGraphChoice.Of(model, options.Tags), options, KernelCatalog.Default, pass);
}
