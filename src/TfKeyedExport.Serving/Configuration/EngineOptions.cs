using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>What runs the models.</summary>
internal sealed record EngineOptions
{
    /// <summary>The engine.</summary>
    public EngineKind Kind { get; init; } = EngineKind.Auto;

    /// <summary>TensorFlow's library, or a folder that holds it; null searches.</summary>
    public string? TensorFlow { get; init; }

    /// <summary>The device.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Tags of the metagraph.</summary>
    public Sequence<string> Tags { get; init; } = new(["serve"]);

    /// <summary>Operations that reach outside a model, and may run all the same.</summary>
    public Sequence<string> AllowedOperations { get; init; } = Sequence<string>.Empty;

    /// <summary>How models are opened, under these limits.</summary>
    public HostOptions Host(LimitOptions limits) => new()
    {
        Tags = Tags,
        Device = Device,
        MemoryLimit = limits.MemoryLimit,
        TimeLimit = limits.CallTimeout,
        AllowedOperations = AllowedOperations,
    };
}
