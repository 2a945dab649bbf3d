using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.TensorFlow;

namespace TfKeyedExport.Cli.Options;

/// <summary>Where a model is to be run.</summary>
/// <param name="Kind">The engine asked for.</param>
/// <param name="TensorFlowPath">TensorFlow's library or its folder; null searches for it.</param>
/// <param name="Device">The device asked for.</param>
internal sealed record EngineChoice(EngineKind Kind, string? TensorFlowPath, string Device)
{
    /// <summary>The choice of somebody who says nothing.</summary>
    public static EngineChoice Default { get; } = new(EngineKind.Auto, null, "auto");

    /// <summary>The most memory that TensorFlow may take on a GPU, in MiB; 0 sets no limit.</summary>
    public int GpuMemoryMebibytes { get; init; }

    /// <summary>The most bytes that one call may hold.</summary>
    public long MemoryLimit { get; init; } = new HostOptions().MemoryLimit;

    /// <summary>The longest that one call may take.</summary>
    public TimeSpan TimeLimit { get; init; } = new HostOptions().TimeLimit;

    /// <summary>Operations that reach outside the model and may run all the same.</summary>
    public IReadOnlyList<string> AllowedOperations { get; init; } = [];

    /// <summary>The tags of the metagraph; null leaves the choice.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>How hosts are opened.</summary>
    public HostOptions HostOptions => new() { Device = Device, MemoryLimit = MemoryLimit, TimeLimit = TimeLimit, AllowedOperations = AllowedOperations, Tags = Tags };

    /// <summary>The engine that tells, for one that rounds otherwise in another batch, rounding from rows that mix.</summary>
    public IEngine Invariant { get; } = new EmbeddedEngine();

    /// <summary>Chooses among the engines that this program has.</summary>
    public EngineSelector Selector => new(
        static () => new EmbeddedEngine(),
        () => new TensorFlowEngine(new TensorFlowOptions { LibraryPath = TensorFlowPath, GpuMemoryLimit = (long)GpuMemoryMebibytes << 20 }));
}
