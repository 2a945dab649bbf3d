namespace TfKeyedExport.Hosting;

/// <summary>How a model is to be opened.</summary>
public sealed record HostOptions
{
    /// <summary>The tags of the metagraph; null takes the one tagged <c>serve</c> only, or the only one.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The device: <c>cpu</c>, <c>gpu</c>, <c>gpu:N</c> or <c>auto</c>.</summary>
    /// <value>Default <c>auto</c>.</value>
    public string Device { get; init; } = "auto";

    /// <summary>The most threads that one call uses; 0 leaves it to the engine.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }

    /// <summary>
    /// The most memory, in bytes, that one call may hold, its answers included; and that what calls leave behind in variables and tables may take.
    /// </summary>
    /// <value>Default 4 GiB (<see cref="Errors.DefaultLimits.Memory"/>).</value>
    public long MemoryLimit { get; init; } = Errors.DefaultLimits.Memory;

    /// <summary>The most rounds that one loop of a model may make in one call, so that a loop without an end ends with an error.</summary>
    /// <value>Default 10,000,000.</value>
    public long LoopLimit { get; init; } = 10_000_000;

    /// <summary>The longest that one call may take; it ends with an error of kind <see cref="Errors.ErrorKind.Limit"/> then.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock of <see cref="TimeLimit"/>, and of what a model asks the embedded engine for the time.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Operations that reach outside the model, such as <c>ReadFile</c>, and may run all the same. Names as in TensorFlow.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> AllowedOperations { get; init; } = [];
}
