using System.Collections.Concurrent;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Handoff.Tests;

/// <summary>What whoever looks at the repository sees while versions are handed over.</summary>
public sealed class PublishingTests : IDisposable
{
    private readonly Place _place = new();

    [Fact]
    public async Task Whoever_polls_never_sees_a_number_without_a_whole_model()
    {
        const int Rounds = 4;
        using var done = new CancellationTokenSource();
        var faults = new ConcurrentQueue<string>();
        int looks = 0;
        Task watcher = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Look(faults);
                looks++;
            }
        }, CancellationToken.None);
        // Two at once, each with the next number.
        Task<long[]>[] runs =
            [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Enumerable.Range(0, Rounds).Select(_ => _place.HandOff().Version).ToArray()))];
        long[] versions = [.. (await Task.WhenAll(runs)).SelectMany(v => v).Order()];
        await done.CancelAsync();
        await watcher;
        Look(faults);

        Assert.Empty(faults);
        Assert.True(looks > Rounds, $"the watcher looked {looks} times only");
        Assert.Equal(Enumerable.Range(1, 2 * Rounds).Select(v => (long)v), versions);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_place.File("m")), e => Path.GetFileName(e).StartsWith('.'));
    }

    [Fact]
    public async Task Models_that_are_handed_over_at_once_are_all_in_the_list()
    {
        string[] names = ["a", "b", "c", "d"];
        await Task.WhenAll(names.Select(n => Task.Run(() => _place.HandOff(r => r with { Name = n }))));
        Assert.Equal(names, ModelsConfig.Load(_place.File("models.config")).Models.Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_number_that_was_taken_meanwhile_is_passed_over()
    {
        _place.HandOff();
        HandoffResult second = _place.HandOff(r => r with
        {
            Sizes = _ =>
            {
                Directory.CreateDirectory(_place.File("m/2"));
                return Place.Wish(1);
            },
        });
        Assert.Equal((3, _place.File("m/3")), (second.Version, second.Copy.Folder));
    }

    [Fact]
    public void A_number_of_ones_own_that_was_taken_meanwhile_is_refused()
    {
        Assert.Equal(ErrorKind.Refused, Assert.Throws<TfKeyedException>(() => _place.HandOff(r => r with
        {
            Version = 2,
            Sizes = _ =>
            {
                Directory.CreateDirectory(_place.File("m/2"));
                return Place.Wish(1);
            },
        })).Kind);
        Assert.Empty(Directory.GetFileSystemEntries(_place.File("m/2")));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_place.File("m")), e => Path.GetFileName(e).StartsWith('.'));
    }

    [Fact]
    public void A_disk_that_is_full_at_any_step_leaves_no_version_and_no_rest()
    {
        int step = 0;
        // The first step takes a lock, which is tried again under another name.
        for (; FailsAt(step); step++)
        {
        }
        Assert.InRange(step, 10, 40);
    }

    private bool FailsAt(int step)
    {
        using var place = new Place();
        var files = new FullDisk(step);
        Exception? error = Record.Exception(() => place.HandOff(r => r with { Save = new SaveOptions { Files = files } }));
        if (error is null)
            return files.Failed;
        Assert.Equal(ErrorKind.Output, Assert.IsType<TfKeyedException>(error).Kind);
        Assert.Contains("Free some space", error.Message, StringComparison.Ordinal);
        Assert.Empty(place.Names());
        return true;
    }

    private void Look(ConcurrentQueue<string> faults)
    {
        string folder = _place.File("m");
        if (!Directory.Exists(folder))
            return;
        foreach (string version in Directory.GetDirectories(folder).Where(v => char.IsAsciiDigit(Path.GetFileName(v)[0])))
        {
            foreach (string name in (string[])
                     [
                         SavedModel.ProtoName, "variables/variables.index", "variables/variables.data-00000-of-00001", RepositoryFiles.Verdict,
                         BatchingParametersReader.FileOfVersion, "assets.extra/tf_serving_warmup_requests",
                     ])
            {
                if (new FileInfo(Path.Combine(version, name)) is not { Exists: true, Length: > 0 })
                    faults.Enqueue($"{version} without {name}");
            }
        }
    }

    public void Dispose() => _place.Dispose();
}
