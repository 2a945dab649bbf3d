using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class TrackedModelsTests : IDisposable
{
    private readonly BatchScheduler _threads = new(1, TimeProvider.System);
    private readonly ServingTable _table = new();
    private readonly FakeHost _host = new(1);
    private readonly TrackedModels _models;

    public TrackedModelsTests() => _models = new TrackedModels(_table, NullLogger.Instance);

    [Fact]
    public void What_a_change_makes_available_is_published_with_it()
    {
        Answering();
        Assert.Equal([1], _table.Models["m"].Available.Select(v => v.Number));
    }

    [Fact]
    public void What_is_configured_no_more_is_retired_with_its_next_change_and_freed_outside_the_lock()
    {
        TrackedModel model = Answering();
        _host.Freeing = () => Assert.Empty(_models.Read(() => model.Loaded));
        _models.Configure([]);
        Assert.Equal(0, _host.Disposals);
        _models.Change(model, () => { });
        Assert.Equal(1, _host.Disposals);
        Assert.Equal(ServableState.End, Assert.Single(_table.Models["m"].Statuses).State);
    }

    [Fact]
    public async Task Who_waits_is_told_with_the_change_that_settles_it()
    {
        TrackedModel model = Configured();
        Task settled = _models.WhenSettled(["m"], TestContext.Current.CancellationToken);
        Assert.False(settled.IsCompleted);
        _models.Change(model, () => model.Trouble = "there is no version");
        await Soon.Ends(settled);
    }

    [Fact]
    public void When_everything_was_retired_nothing_changes_any_more()
    {
        TrackedModel model = Answering();
        _models.Close();
        Assert.Equal(1, _host.Disposals);
        _models.Change(model, () => Assert.Fail("it was changed"));
    }

    [Fact]
    public void A_model_that_was_dropped_and_is_configured_again_has_to_be_scanned_again()
    {
        TrackedModel model = Answering();
        model.IsScanned = true;
        _models.Configure([Options]);
        Assert.True(model.IsScanned);
        _models.Configure([]);
        _models.Configure([Options]);
        Assert.False(model.IsScanned);
    }

    public void Dispose() => _threads.Dispose();

    private static ModelOptions Options => new() { Name = "m", BasePath = "/models/m" };

    private TrackedModel Configured()
    {
        _models.Configure([Options]);
        return Assert.Single(_models.All);
    }

    private TrackedModel Answering()
    {
        TrackedModel model = Configured();
        var version = new TrackedVersion(Tracked.Folder(1));
        ServedModel served = _host.Served("m", _threads);
        _models.Change(model, () =>
        {
            model.Wanted = [version.Folder];
            model.Versions.Add(version);
            version.Served = new ServedVersion(1, served, trouble => _models.Freed(model, version, trouble));
            version.Become(ServableState.Available);
        });
        return model;
    }
}
