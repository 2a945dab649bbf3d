using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Embedded;

/// <summary>The engine that runs SavedModels in managed code: nothing to install, made for small batches.</summary>
public sealed class EmbeddedEngine : IEngine
{
    /// <summary>The name that options and reports use.</summary>
    public const string EngineName = "embedded";

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    /// <value>True: the order of additions follows from the weights' and the row's shape alone.</value>
    public bool IsBatchInvariant => true;

    /// <inheritdoc/>
    public IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Device.StartsWith("gpu", StringComparison.OrdinalIgnoreCase))
            throw TfKeyedException.HostLacks(
                $"the embedded engine computes on the CPU; it cannot use {options.Device}", null, "use --engine tensorflow, or --device cpu");
        cancellation.ThrowIfCancellationRequested();
        return EmbeddedHost.Open(MetaGraphChoice.Of(model, options.Tags), options, KernelCatalog.Default);
    }
}
