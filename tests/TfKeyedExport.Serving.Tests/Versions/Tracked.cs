using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Serving.Tests.Versions;

/// <summary>A model as it is followed, in the state that a test wants, without folders, loads or a clock.</summary>
internal sealed class Tracked : IDisposable
{
    private readonly BatchScheduler _threads = new(1, TimeProvider.System);

    public TrackedModel Model { get; } = new(new ModelOptions { Name = "m", BasePath = "/models/m" });

    public static VersionFolder Folder(long number, string below = "/models/m") => new(number, $"{below}/{number}");

    public TrackedVersion Add(long number, ServableState state, string below = "/models/m")
    {
        var version = new TrackedVersion(Folder(number, below)) { State = state };
        if (state == ServableState.Available)
            version.Served = new ServedVersion(number, new FakeHost(number).Served("m", _threads), _ => { });
        Model.Versions.Add(version);
        return version;
    }

    public void Want(params VersionFolder[] folders) => Model.Wanted = folders;

    public void Dispose() => _threads.Dispose();
}
