using TfKeyedExport.Benchmarking;
using TfKeyedExport.Embedded;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Handoff.Tests;

/// <summary>A folder for one test with a repository in it, deleted with it.</summary>
internal sealed class Place : IDisposable
{
    /// <summary>A small model that has a key.</summary>
    public const string Keyed = "babyweight_keyed_reference";

    public string Root { get; } = Directory.CreateTempSubdirectory("handoff-").FullName;

    public string Repository => Path.Combine(Root, "models");

    /// <summary>A request without any measuring.</summary>
    public HandoffRequest Request(string? model = null) => new()
    {
        Model = model ?? Testing.Repository.Model(Keyed),
        Repository = Repository,
        Name = "m",
        Engine = new EngineChoice(
            new EngineSelector(() => new EmbeddedEngine(), () => throw new NotSupportedException()), EngineKind.Embedded, new HostOptions()),
        Invariant = new EmbeddedEngine(),
        CheckDuration = TimeSpan.FromSeconds(20),
        Rows = 8,
        Sizes = _ => Wish(1, 4),
    };

    public static BatchWish Wish(params int[] sizes) =>
        new(sizes.Length > 0 ? sizes : null, null, new BenchEntry(new EmbeddedEngine()), TimeSpan.FromMilliseconds(20));

    public HandoffResult HandOff(Func<HandoffRequest, HandoffRequest>? change = null) =>
        new HandoffJob(change?.Invoke(Request()) ?? Request()).Run(CancellationToken.None);

    /// <summary>A keyed copy of a test model.</summary>
    public string Export(string model)
    {
        string output = Path.Combine(Root, model);
        KeyingPlan.For(SavedModel.Load(Testing.Repository.Model(model)), new KeyingRequest()).Apply().Save(output);
        return output;
    }

    public string File(string name) => Path.Combine(Repository, name);

    public string Read(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>What lies in the repository, hidden or not.</summary>
    public string[] Names() => !Directory.Exists(Repository) ? [] :
        [.. Directory.GetFileSystemEntries(Repository).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
