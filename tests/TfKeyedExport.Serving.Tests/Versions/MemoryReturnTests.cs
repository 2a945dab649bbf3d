using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Serving.Versions;
using Xunit;
using static TfKeyedExport.Serving.Tests.Versions.VersionHarness;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class MemoryReturnTests : IDisposable
{
    private readonly VersionHarness _harness = new();
    private readonly MemoryReturn _memory;
    private int _collections;

    public MemoryReturnTests() => _memory = new MemoryReturn(_harness.Time, () => _collections++);

    [Fact]
    public void It_is_given_back_once_however_often_it_is_asked_for()
    {
        _memory.Soon();
        _memory.Soon();
        Assert.Equal(0, _collections);
        _harness.Time.Advance(Second * 2);
        Assert.Equal(1, _collections);
        _memory.Soon();
        _harness.Time.Advance(Second);
        Assert.Equal(2, _collections);
    }

    [Fact]
    public void After_large_requests_it_is_given_back_when_none_came_for_ten_seconds()
    {
        for (int i = 0; i < 5; i++)
        {
            _memory.AfterLull();
            _harness.Time.Advance(Second * 9);
        }
        Assert.Equal(0, _collections);
        _harness.Time.Advance(Second);
        Assert.Equal(1, _collections);
        _harness.Time.Advance(Second * 60);
        Assert.Equal(1, _collections);
    }

    [Fact]
    public void Not_when_the_server_has_ended()
    {
        _memory.Soon();
        _memory.AfterLull();
        _memory.Dispose();
        _memory.Soon();
        _memory.AfterLull();
        _harness.Time.Advance(Second * 20);
        Assert.Equal(0, _collections);
    }

    [Fact]
    public async Task It_is_given_back_after_a_load_and_after_a_version_was_freed()
    {
        using var manager = new VersionManager(_harness.Table, _harness, _harness.Settings, _harness.Time, NullLogger.Instance, _memory);
        _harness.Write("1");
        manager.Apply([_harness.Model()]);
        await Collected(1);
        manager.Apply([]);
        await Collected(2);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _harness.Dispose();
    }

    // What loads and frees does so on its own thread.
    private async Task Collected(int times)
    {
        for (DateTime patience = DateTime.UtcNow + Soon.Patience; _collections < times; await Task.Yield())
        {
            _harness.Time.Advance(Second);
            Assert.True(DateTime.UtcNow < patience, "memory was never given back");
        }
    }
}
