using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class RetirementTests : IDisposable
{
    private readonly Tracked _tracked = new();

    [Fact]
    public void What_answers_stays_until_one_that_is_wanted_does()
    {
        _tracked.Add(1, ServableState.Available);
        TrackedVersion next = _tracked.Add(2, ServableState.Loading);
        _tracked.Want(Tracked.Folder(2));
        Assert.Empty(Retired());
        next.Become(ServableState.Available);
        Assert.Equal([1], Retired());
        Assert.Empty(Retired());
    }

    [Fact]
    public void Where_nothing_is_wanted_everything_goes()
    {
        _tracked.Add(1, ServableState.Available);
        TrackedVersion second = _tracked.Add(2, ServableState.Available);
        Assert.Equal([1, 2], Retired());
        Assert.Equal((ServableState.Unloading, null), (second.State, second.Served));
    }

    [Fact]
    public void A_number_that_comes_from_another_folder_answers_until_it_is_there()
    {
        _tracked.Add(1, ServableState.Available, "/old");
        TrackedVersion next = _tracked.Add(1, ServableState.Loading, "/new");
        _tracked.Add(2, ServableState.Available, "/new");
        _tracked.Want(Tracked.Folder(1, "/new"), Tracked.Folder(2, "/new"));
        Assert.Empty(Retired());
        next.Become(ServableState.Available);
        Assert.Equal([1], Retired());
    }

    [Fact]
    public void A_load_that_runs_is_told_and_one_that_waits_for_another_try_has_ended()
    {
        using var loading = new CancellationTokenSource();
        TrackedVersion runs = _tracked.Add(1, ServableState.Loading);
        runs.Loading = loading;
        TrackedVersion waits = _tracked.Add(2, ServableState.Loading);
        waits.Retry = TimeProvider.System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        waits.Become(ServableState.Loading, Code.Internal, "it failed");
        Retirement.EndLoads(_tracked.Model);
        Assert.True(loading.IsCancellationRequested);
        Assert.Equal(ServableState.Loading, runs.State);
        Assert.Equal(new VersionStatus(2, ServableState.End, Code.Internal, "it failed"), waits.Status);
        Assert.False(waits.IsBusy);
    }

    [Fact]
    public void What_is_wanted_is_left_alone()
    {
        TrackedVersion version = _tracked.Add(1, ServableState.Start);
        _tracked.Want(Tracked.Folder(1));
        Retirement.EndLoads(_tracked.Model);
        Assert.Equal(ServableState.Start, version.State);
    }

    public void Dispose() => _tracked.Dispose();

    private long[] Retired() => [.. Retirement.Take(_tracked.Model, NullLogger.Instance).Select(v => v.Number)];
}
