using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class IntakeTests : IDisposable
{
    private static readonly DateTime Now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Tracked _tracked = new();
    private readonly List<long> _loaded = [];

    [Fact]
    public void Whole_files_that_were_left_alone_are_loaded()
    {
        Take(Look(TimeSpan.FromSeconds(2)));
        Assert.Equal([1], _loaded);
    }

    [Fact]
    public void Files_of_a_moment_ago_are_loaded_when_a_second_look_finds_them_as_they_were()
    {
        Take(Look(TimeSpan.Zero));
        Assert.Empty(_loaded);
        Assert.Equal(new VersionStatus(1, ServableState.Start, Code.Ok, "its files were written a moment ago"), Version.Status);
        Take(Look(TimeSpan.Zero));
        Assert.Equal([1], _loaded);
    }

    [Fact]
    public void What_is_missing_is_waited_for_however_old_the_rest_is()
    {
        Take(Look(TimeSpan.FromDays(1)) with { Missing = "a shard" });
        Take(Look(TimeSpan.FromDays(1)) with { Missing = "a shard" });
        Assert.Empty(_loaded);
        Assert.Equal("it is not complete: a shard", Version.Message);
    }

    [Fact]
    public void A_folder_that_could_not_be_looked_at_waits()
    {
        Take(null);
        Take(null);
        Assert.Empty(_loaded);
    }

    [Fact]
    public void Who_looks_once_loads_what_is_there()
    {
        Take(Look(TimeSpan.Zero) with { Missing = "a shard" }, new VersionSettings { Poll = TimeSpan.Zero });
        Assert.Equal([1], _loaded);
    }

    [Fact]
    public void What_failed_waits_until_somebody_changes_it()
    {
        Take(Look(TimeSpan.FromHours(2)));
        Version.Become(ServableState.End, Code.InvalidArgument, "it is broken");
        Take(Look(TimeSpan.FromHours(2)));
        Assert.Equal([1], _loaded);
        Take(Look(TimeSpan.FromHours(1)));
        Assert.Equal([1, 1], _loaded);
    }

    [Fact]
    public void One_that_is_on_its_way_out_does_not_come_back_but_another_is_loaded()
    {
        TrackedVersion old = _tracked.Add(1, ServableState.Unloading);
        Take(Look(TimeSpan.FromHours(1)));
        Assert.Equal([1], _loaded);
        Assert.NotSame(old, Version);
    }

    [Fact]
    public void A_path_that_cannot_be_read_leaves_what_is_wanted_as_it_was()
    {
        _tracked.Want(Tracked.Folder(1));
        Intake().Take(_tracked.Model, new FolderScan(null, new Dictionary<VersionFolder, FolderLook>(), "it cannot be read"));
        Assert.Equal([Tracked.Folder(1)], _tracked.Model.Wanted);
        Assert.Equal("it cannot be read", _tracked.Model.Trouble);
        Assert.False(_tracked.Model.IsScanned);
    }

    public void Dispose() => _tracked.Dispose();

    private TrackedVersion Version => _tracked.Model.Find(Tracked.Folder(1))!;

    private static FolderLook Look(TimeSpan age) => new(new FileStamps([("saved_model.pb", 3, Now - age)]), null);

    private VersionIntake Intake(VersionSettings? settings = null) =>
        new((_, version) => _loaded.Add(version.Folder.Number), settings ?? new VersionSettings(), new FakeTimeProvider(Now), NullLogger.Instance);

    private void Take(FolderLook? look, VersionSettings? settings = null)
    {
        var looks = new Dictionary<VersionFolder, FolderLook>();
        if (look is not null)
            looks.Add(Tracked.Folder(1), look);
        Intake(settings).Take(_tracked.Model, new FolderScan([Tracked.Folder(1)], looks, null));
    }
}
