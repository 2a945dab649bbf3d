using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>TensorFlow's library in this process: found once, loaded once, never unloaded.</summary>
public sealed class TensorFlowLibrary
{
    private static readonly Lock Gate = new();
    private static TensorFlowLibrary? _loaded;

    private readonly Lazy<IReadOnlyList<TensorFlowDevice>> _devices = new(
        () => DeviceList.Read(SessionConfiguration.For(new DeviceRequest(DeviceKind.Auto), 0, 0)));
    private readonly Lazy<bool> _hasGpuKernels = new(DeviceList.LibraryHasGpuKernels);

    private TensorFlowLibrary(string source, string path, string version)
    {
        Source = source;
        Path = path;
        Version = version;
    }

    /// <summary>Why it was looked at: <c>--tensorflow</c>, <c>TFKEYED_TENSORFLOW</c>, <c>program</c>, <c>system</c> or <c>python</c>.</summary>
    public string Source { get; }

    /// <summary>The file, or the name that the system's loader knows.</summary>
    public string Path { get; }

    /// <summary>TensorFlow's version, such as <c>2.21.0</c>.</summary>
    public string Version { get; }

    /// <summary>The devices that it offers here. The first call starts TensorFlow's runtime.</summary>
    /// <exception cref="TfKeyedException">TensorFlow cannot list them.</exception>
    public IReadOnlyList<TensorFlowDevice> Devices => _devices.Value;

    /// <summary>Whether it was built with code for GPUs.</summary>
    public bool HasGpuKernels => _hasGpuKernels.Value;

    /// <summary>Loads the library, or gives the one that is loaded already.</summary>
    /// <param name="path">The library, a file or a folder that holds it; null looks everywhere.</param>
    /// <param name="log">Whether it may write its log to standard error. A <c>TF_CPP_MIN_LOG_LEVEL</c> in the environment decides first.</param>
    /// <exception cref="TfKeyedException">No library can be used (all places are listed), or another one than the named one is loaded.</exception>
    public static TensorFlowLibrary Load(string? path = null, bool log = false)
    {
        lock (Gate)
        {
            if (_loaded is not null)
                return SameOrRefused(_loaded, path);
            var rejected = new List<LibraryCandidate>();
            return LoadFirst(path, log, rejected) ?? throw TfKeyedException.HostLacks(
                "no TensorFlow library can be used; looked at: " + string.Join("; ", rejected.Select(r => $"{r.Path} ({r.Source}): {r.Reason}")),
                next: $"name one with {LibrarySearch.Named} or {LibrarySearch.Variable} (a file or folder), or install Python's tensorflow package");
        }
    }

    /// <summary>Lists every place that is looked at, and why it was turned down. Loads the first usable library to ask for its devices.</summary>
    /// <param name="path">The library, a file or a folder that holds it; null looks everywhere.</param>
    public static IReadOnlyList<LibraryCandidate> Candidates(string? path = null)
    {
        var candidates = new List<LibraryCandidate>();
        lock (Gate)
        {
            foreach (LibraryLocation location in Locations(path))
            {
                string? problem = location.Problem ?? (_loaded is not null && location.IsLoaderName ? null : ProblemBeforeLoading(location));
                if (problem is null && _loaded is null)
                    problem = TryLoad(location, log: false, out _loaded);
                candidates.Add(Describe(location, problem));
            }
        }
        return candidates;
    }

    private static LibraryCandidate Describe(LibraryLocation location, string? problem)
    {
        string? version = location.Problem is null && !location.IsLoaderName ? LibraryVersions.Of(location.Path) : null;
        if (problem is not null)
            return new LibraryCandidate(location.Source, location.Path, LibraryStatus.TurnedDown, version, [], problem);
        if (_loaded!.Path == location.Path)
            return new LibraryCandidate(
                location.Source, location.Path, LibraryStatus.Chosen, _loaded.Version, [.. _loaded.Devices.Select(d => d.ShortName)], null);
        return location.IsLoaderName
            ? new LibraryCandidate(location.Source, location.Path, LibraryStatus.TurnedDown, null, [], $"not tried: {_loaded.Path} comes first")
            : new LibraryCandidate(location.Source, location.Path, LibraryStatus.Usable, version, [], $"{_loaded.Path} comes first");
    }

    private static IEnumerable<LibraryLocation> Locations(string? path) =>
        LibrarySearch.Locations(path, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);

    private static TensorFlowLibrary? LoadFirst(string? path, bool log, List<LibraryCandidate> rejected)
    {
        foreach (LibraryLocation location in Locations(path))
        {
            string? problem = location.Problem ?? ProblemBeforeLoading(location) ?? TryLoad(location, log, out _loaded);
            if (problem is null)
                return _loaded;
            rejected.Add(Describe(location, problem));
        }
        return null;
    }

    private static string? ProblemBeforeLoading(LibraryLocation location)
    {
        if (location.IsLoaderName)
            return null;
        if (LibraryInspection.Problem(location.Path) is { } problem)
            return problem;
        return LibraryVersions.Of(location.Path) is { } version && LibraryVersions.IsTooOld(version)
            ? $"version {version} is too old: {LibraryVersions.Oldest} or newer is needed"
            : null;
    }

    private static string? TryLoad(LibraryLocation location, bool log, out TensorFlowLibrary? loaded)
    {
        loaded = null;
        nint handle;
        try
        {
            handle = log ? NativeLibrary.Load(location.Path) : QuietLog.Load(location.Path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            return location.IsLoaderName ? "the system's loader does not know it" : $"cannot be loaded: {LoaderMessage(failure.Message)}";
        }
        if (RequiredFunctions.MissingIn(handle) is { Count: > 0 } missing)
            return $"lacks {string.Join(", ", missing)}: {LibraryVersions.Oldest} or newer with the C API is needed";
        NativeMethods.Library = handle;
        string version = Marshal.PtrToStringUTF8(NativeMethods.Version()) ?? "";
        if (LibraryVersions.IsTooOld(version))
        {
            NativeMethods.Library = 0;
            return $"version {version} is too old: {LibraryVersions.Oldest} or newer is needed";
        }
        loaded = new TensorFlowLibrary(location.Source, location.Path, version);
        return null;
    }

    /// <summary>The loader's own words: .NET puts its advice before and after them.</summary>
    private static string LoaderMessage(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(l => !l.StartsWith("Unable to load", StringComparison.Ordinal)) ?? message;
    }

    private static TensorFlowLibrary SameOrRefused(TensorFlowLibrary loaded, string? named)
    {
        if (named is null)
            return loaded;
        LibraryLocation wanted = LibrarySearch.Locations(named, _ => null, AppContext.BaseDirectory).First();
        if (wanted.Problem is not null)
            throw TfKeyedException.HostLacks(wanted.Problem, wanted.Path);
        return RealPath(wanted.Path) == RealPath(loaded.Path) ? loaded : throw TfKeyedException.HostLacks(
            $"this process uses {loaded.Path} already and cannot load a second TensorFlow library", wanted.Path);
    }

    private static string RealPath(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
