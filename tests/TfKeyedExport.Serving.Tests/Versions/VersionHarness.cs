using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

/// <summary>Version folders on disk, an opener that does what the test says, and a clock that stands still until the test turns it.</summary>
internal sealed class VersionHarness : IModelOpener, IDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly BatchScheduler _threads = new(1, TimeProvider.System);
    private VersionManager? _manager;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public VersionSettings Settings { get; init; } = new() { Retries = 0, LoadThreads = 2 };

    public ServingTable Table { get; } = new();

    public VersionManager Manager => _manager ??= new VersionManager(Table, this, Settings, Time, NullLogger.Instance);

    public string Root { get; } = Directory.CreateTempSubdirectory("versions").FullName;

    public string Base => Path.Combine(Root, "m");

    /// <summary>Said before a version opens: throws, or waits.</summary>
    public Action<long, CancellationToken> Opening { get; set; } = (_, _) => { };

    /// <summary>The versions that were opened, in order.</summary>
    public ConcurrentQueue<(string Folder, FakeHost Host)> Opened { get; } = [];

    public int Opens;

    public ServedModel Open(ModelOptions model, long number, string folder, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Opens);
        Opening(number, cancellation);
        var host = new FakeHost(number);
        Opened.Enqueue((folder, host));
        return host.Served(model.Name, _threads);
    }

    public ModelOptions Model(string? folder = null, VersionPolicy? policy = null, params VersionLabel[] labels) => new()
    {
        Name = "m",
        BasePath = folder ?? Base,
        VersionPolicy = policy ?? VersionPolicy.Default,
        Labels = new Sequence<VersionLabel>(labels),
    };

    /// <summary>Writes a whole version without variables, long ago.</summary>
    public string Write(string version, string? below = null)
    {
        string folder = Directory.CreateDirectory(Path.Combine(below ?? Base, version)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), [1, 2, 3]);
        Age(folder, TimeSpan.FromHours(1));
        return folder;
    }

    public void Age(string folder, TimeSpan age)
    {
        DateTime then = Time.GetUtcNow().UtcDateTime - age;
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            File.SetLastWriteTimeUtc(path, then);
    }

    public async Task Serve(params ModelOptions[] models)
    {
        Manager.Apply(models);
        await Settled();
    }

    public Task Settled() => Soon.Ends(Manager.WhenSettled(["m"], TestContext.Current.CancellationToken));

    /// <summary>Another look, and all that follows from it.</summary>
    public async Task Poll()
    {
        Manager.Poll();
        await Settled();
    }

    public long[] Available => [.. Table.Models["m"].Available.Select(v => v.Number)];

    public VersionStatus Status(long number) => Table.Models["m"].Statuses.Single(s => s.Number == number);

    public async Task Becomes(long number, ServableState state)
    {
        for (var patience = DateTime.UtcNow + Soon.Patience; Table.Models["m"].Statuses.FirstOrDefault(s =>
            s.Number == number)?.State != state; await Task.Yield())
            Assert.True(DateTime.UtcNow < patience, $"version {number} never became {state}");
    }

    public ServingFault Refused(VersionChoice choice = default) => Assert.Throws<ServingFault>(() => Table.Lease("m", choice));

    public void Dispose()
    {
        _manager?.Dispose();
        _threads.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
