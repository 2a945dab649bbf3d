using TfKeyedExport.Hosting;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What a call holds so that its version stays. Dispose of it once.</summary>
/// <param name="Version">The version.</param>
/// <param name="Lifetime">What counts the calls.</param>
internal readonly record struct VersionLease(ServedVersion Version, HostLifetime Lifetime) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Lifetime.Leave();
}
